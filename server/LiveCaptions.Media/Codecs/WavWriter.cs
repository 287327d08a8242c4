using System.Runtime.InteropServices;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Writes int16 mono samples as a WAV file. Until it is disposed the header says that the length is not known, which
/// readers take as "to the end of the file": a killed writer leaves a readable file.
/// </summary>
public sealed class WavWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly int _sampleRate;
    private long _dataBytes;

    /// <param name="stream">Empty and seekable; the writer owns it.</param>
    public WavWriter(Stream stream, int sampleRate)
    {
        _stream = stream;
        _sampleRate = sampleRate;
        WriteHeader(null);
    }

    public void Write(ReadOnlySpan<short> samples)
    {
        _stream.Write(MemoryMarshal.AsBytes(samples));
        _dataBytes += samples.Length * sizeof(short);
    }

    /// <summary>Puts the length into the header and closes the stream.</summary>
    public void Dispose()
    {
        _stream.Position = 0;
        WriteHeader(_dataBytes);
        _stream.Dispose();
    }

    private void WriteHeader(long? dataBytes)
    {
        Span<byte> header = stackalloc byte[WavHeader.Size];
        WavHeader.Write(header, channels: 1, _sampleRate, dataBytes);
        _stream.Write(header);
    }
}
