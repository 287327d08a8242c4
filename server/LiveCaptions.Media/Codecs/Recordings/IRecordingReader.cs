namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>
/// Takes recordings apart as they are made, one after the other: what a browser's MediaRecorder gives, cut anywhere. Memory grows with what
/// came, never with what was announced. Not thread-safe.
/// </summary>
public interface IRecordingReader
{
    /// <summary>Samples, 48,000 a second, at the beginning of the recording that only warm the decoder up.</summary>
    int PreSkip { get; }

    /// <summary>The recording has other sound, which is passed over.</summary>
    bool HasOtherTracks { get; }

    /// <summary>Takes the next bytes; those before have to be read to their end.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="RecordingException">It is no such recording, or one without Opus.</exception>
    bool TryRead(out RecordedPacket packet);
}
