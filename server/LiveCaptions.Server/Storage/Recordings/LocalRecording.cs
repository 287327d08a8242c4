using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;
using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Server.Storage.Recordings;

/// <summary>
/// A WAV file, 16 kHz, mono, int16. Samples go straight to the page cache, so they outlive the process; how many there are follows from
/// the file's length, so a crash can tear nothing.
/// </summary>
internal sealed class LocalRecording(SafeFileHandle file, IDisk disk) : IRecordingFile
{
    public long Length => Math.Max(0, RandomAccess.GetLength(file) - WavHeader.Size) / sizeof(short);

    /// <summary>Writes the header of a new one, or of one that a killed server had only begun.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Begin()
    {
        if (RandomAccess.GetLength(file) < WavHeader.Size)
        {
            WriteHeader(dataBytes: null);
        }
    }

    public void Write(ReadOnlySpan<short> samples, long position) =>
        disk.Write(file, MemoryMarshal.AsBytes(samples), OffsetOf(position));

    public int Read(Span<short> samples, long position) =>
        RandomAccess.Read(file, MemoryMarshal.AsBytes(samples), OffsetOf(position)) / sizeof(short);

    /// <summary>Without its size the header says "to the end of the file", which players accept.</summary>
    /// <inheritdoc/>
    public void Finish(long length) => WriteHeader(length * sizeof(short));

    public void Dispose() => file.Dispose();

    private void WriteHeader(long? dataBytes)
    {
        var header = new byte[WavHeader.Size];
        WavHeader.Write(header, channels: 1, AudioFormat.SampleRate, dataBytes);
        disk.Write(file, header, 0);
    }

    private static long OffsetOf(long sample) => WavHeader.Size + (sample * sizeof(short));
}
