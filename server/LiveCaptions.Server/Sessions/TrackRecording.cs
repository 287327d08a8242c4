using System.Runtime.InteropServices;
using System.Threading.Channels;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;
using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// A track's audio on disk, and the queue between ingest and recognition at once: one side appends, one side reads behind it.
/// Samples go straight to the page cache, so they outlive the process from the moment <see cref="Append"/> returns;
/// how many there are follows from the file's length, so a crash can tear nothing. WAV, 16 kHz, mono, int16.
/// </summary>
public sealed class TrackRecording : IDisposable
{
    private const int MaxFlushPoints = 64;

    private readonly SafeFileHandle _file;
    private readonly Lock _lock = new();
    private readonly Queue<long> _flushPoints = [];

    // Says "look again" to the reader. One is enough: a full channel means it has not looked yet.
    private readonly Channel<bool> _grown = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Says "look again" to who appends no further than so much ahead of the reader.
    private readonly Channel<bool> _read = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _length;
    private bool _complete;
    private bool _disposed;

    private TrackRecording(SafeFileHandle file, long length)
    {
        _file = file;
        _length = length;
    }

    /// <summary>Samples recorded.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>No more samples will come.</summary>
    public bool IsComplete => Volatile.Read(ref _complete);

    /// <summary>Makes the file, or takes up what a stopped server left: a torn last sample is cut off.</summary>
    public static TrackRecording Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var bytes = RandomAccess.GetLength(file) - WavHeader.Size;
        if (bytes < 0)
        {
            RandomAccess.Write(file, Header(dataBytes: null), 0);
            bytes = 0;
        }

        return new TrackRecording(file, bytes / sizeof(short));
    }

    /// <returns>False when the recording is complete already: nothing was added.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public bool Append(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            if (_complete || _disposed)
            {
                return false;
            }

            RandomAccess.Write(_file, MemoryMarshal.AsBytes(samples), OffsetOf(_length));
            Volatile.Write(ref _length, _length + samples.Length);
        }

        _grown.Writer.TryWrite(true);
        return true;
    }

    /// <summary>What is recorded so far shall become final now, without waiting for a pause.</summary>
    /// <remarks>At most 64 wait; further ones are dropped, since the ones before them make nearly the same final.</remarks>
    public void RequestFlush()
    {
        lock (_lock)
        {
            if (_flushPoints.Count < MaxFlushPoints)
            {
                _flushPoints.Enqueue(_length);
            }
        }

        _grown.Writer.TryWrite(true);
    }

    public void Complete()
    {
        lock (_lock)
        {
            Volatile.Write(ref _complete, true);
        }

        _grown.Writer.TryWrite(true);
        _read.Writer.TryWrite(true);
    }

    /// <summary>A reader from <paramref name="position"/> on; the one before it must be done with.</summary>
    public RecordingReader ReadFrom(long position) => new(this, position);

    /// <summary>Writes the header's sizes and closes the file.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            _complete = true;
            RandomAccess.Write(_file, Header(_length * sizeof(short)), 0);
            _file.Dispose();
        }

        _grown.Writer.TryComplete();
        _read.Writer.TryComplete();
    }

    internal void Read(Span<short> samples, long position)
    {
        var bytes = MemoryMarshal.AsBytes(samples);
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_file, bytes, OffsetOf(position));
            if (read == 0)
            {
                throw new IOException("The recording is shorter than what was written to it.");
            }

            bytes = bytes[read..];
            position += read / sizeof(short);
        }
    }

    /// <summary>Where a reader that started at <paramref name="start"/> has to stop; null where it just waits for more.</summary>
    internal long? EndFor(long start)
    {
        lock (_lock)
        {
            while (_flushPoints.TryPeek(out var flush) && flush <= start)
            {
                _flushPoints.Dequeue();
            }

            return _flushPoints.TryPeek(out var next) ? next : _complete ? _length : null;
        }
    }

    internal async ValueTask WaitForMoreAsync(CancellationToken cancellationToken)
    {
        if (await _grown.Reader.WaitToReadAsync(cancellationToken))
        {
            _grown.Reader.TryRead(out _);
        }
    }

    internal void TellRead() => _read.Writer.TryWrite(true);

    /// <summary>Waits until the reader has read, or nothing more can be appended.</summary>
    internal async ValueTask WaitForReaderAsync(CancellationToken cancellationToken)
    {
        if (await _read.Reader.WaitToReadAsync(cancellationToken))
        {
            _read.Reader.TryRead(out _);
        }
    }

    private static byte[] Header(long? dataBytes)
    {
        var header = new byte[WavHeader.Size];
        WavHeader.Write(header, channels: 1, AudioFormat.SampleRate, dataBytes);
        return header;
    }

    private static long OffsetOf(long sample) => WavHeader.Size + (sample * sizeof(short));
}
