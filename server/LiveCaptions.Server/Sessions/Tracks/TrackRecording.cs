using System.Threading.Channels;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using Microsoft.Win32.SafeHandles;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// A track's audio on disk, and the queue between ingest and recognition at once: one side appends, one side reads behind it.
/// Samples go straight to the page cache, so they outlive the process from the moment <see cref="Append"/> returns;
/// how many there are follows from the file's length, so a crash can tear nothing. WAV, 16 kHz, mono, int16.
/// <para>While the disk takes nothing, what comes waits in memory (<see cref="RecordingTail"/>) and is read from there; the disk
/// is tried again and again.</para>
/// </summary>
public sealed partial class TrackRecording : IDisposable
{
    private const int MaxFlushPoints = 64;

    private readonly SafeFileHandle _file;
    private readonly StorageHealth _storage;
    private readonly RecordingTail _tail;
    private readonly ITimer _retry;
    private readonly Lock _lock = new();
    private readonly Queue<long> _flushPoints = [];

    // Says "look again" to the reader. One is enough: a full channel means it has not looked yet.
    private readonly Channel<bool> _grown = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    // Says "look again" to who appends no further than so much ahead of the reader.
    private readonly Channel<bool> _read = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _length;
    private long _stored;
    private bool _complete;
    private bool _disposed;

    private TrackRecording(SafeFileHandle file, long length, StorageHealth storage, TimeProvider time)
    {
        (_file, _length, _stored, _storage) = (file, length, length, storage);
        _tail = new RecordingTail(storage);
        _retry = time.CreateTimer(_ => TryAgain(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Samples recorded.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Samples that are on disk: all but those that wait for it.</summary>
    public long Stored => Volatile.Read(ref _stored);

    /// <summary>No more samples will come.</summary>
    public bool IsComplete => Volatile.Read(ref _complete);

    /// <summary>Makes the file, or takes up what a stopped server left: a torn last sample is cut off.</summary>
    /// <exception cref="StorageException">The disk takes no new file.</exception>
    public static TrackRecording Open(string path, StorageHealth storage, TimeProvider time)
    {
        SafeFileHandle? file = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var bytes = RandomAccess.GetLength(file) - WavHeader.Size;
            if (bytes < 0)
            {
                storage.Disk.Write(file, Header(dataBytes: null), 0);
                bytes = 0;
            }

            return new TrackRecording(file, bytes / sizeof(short), storage, time);
        }
        catch (Exception exception) when (StorageFault.OfWriting(exception) is { } fault)
        {
            file?.Dispose();
            throw new StorageException(fault, exception);
        }
    }

    /// <param name="lost">Of them, samples in whose place silence stands, as the disk takes nothing and memory has its bound.</param>
    /// <returns>False when the recording is complete already: nothing was added.</returns>
    public bool Append(ReadOnlySpan<short> samples, out int lost)
    {
        lost = 0;
        lock (_lock)
        {
            if (_complete || _disposed)
            {
                return false;
            }

            if (!_tail.IsEmpty || !TryWrite(samples))
            {
                lost = _tail.Add(samples);
            }

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
        WakeWaiting();
    }

    /// <summary>A reader from <paramref name="position"/> on; the one before it must be done with.</summary>
    /// <param name="context">Samples before it that are read, too.</param>
    public RecordingReader ReadFrom(long position, long context) => new(this, position, context);

    /// <summary>Writes the header's sizes and closes the file. What the disk does not take even now is given up.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            TryFlush();
            _disposed = true;
            _complete = true;
            TryWriteSizes();
            _file.Dispose();
            _tail.Clear();
            _storage.Leave(this);
        }

        _retry.Dispose();
        _grown.Writer.TryComplete();
        _read.Writer.TryComplete();
        WakeWaiting();
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
