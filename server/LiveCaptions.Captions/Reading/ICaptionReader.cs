namespace LiveCaptions.Captions.Reading;

/// <summary>Reads a caption file that another program, or a person, wrote; one file per format, found by its extension.</summary>
public interface ICaptionReader
{
    /// <summary>Endings of such files, without the dot; the first is the usual one.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <param name="file">A whole file, of any bytes.</param>
    /// <returns>The cues there are, and what was left out.</returns>
    /// <exception cref="CaptionReadException">It is no such file, or larger than is read.</exception>
    CaptionFile Read(ReadOnlySpan<byte> file);
}
