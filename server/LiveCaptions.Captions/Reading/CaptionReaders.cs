namespace LiveCaptions.Captions.Reading;

/// <summary>All caption file formats that are read.</summary>
public static class CaptionReaders
{
    public static IReadOnlyList<ICaptionReader> All { get; } =
    [
        new WebVttReader(), new SubRipReader(), new AssReader(), new SbvReader(), new TtmlReader(), new SccReader()
    ];

    /// <summary>The usual endings, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(reader => reader.Extensions[0]));

    /// <param name="extension">Without the dot, in any letter case.</param>
    /// <returns>Null when none reads it.</returns>
    public static ICaptionReader? Find(string extension) =>
        All.FirstOrDefault(reader => reader.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
}
