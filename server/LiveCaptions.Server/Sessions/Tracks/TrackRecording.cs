using System.Threading.Channels;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// A track's audio in the store, and the queue between ingest and recognition at once: one side appends, one side reads behind it.
/// Samples outlive the process from the moment <see cref="Append"/> returns; while the store takes nothing, what comes waits in memory.
/// </summary>
public sealed class TrackRecording : IDisposable
{
    private const int MaxFlushPoints = 64;

    private readonly StoredRecording _recording;
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

    private TrackRecording(StoredRecording recording) => (_recording, _length) = (recording, recording.Stored);

    /// <summary>Samples recorded.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <summary>Samples that the store has: all but those that wait for it.</summary>
    public long Stored => _recording.Stored;

    /// <summary>No more samples will come.</summary>
    public bool IsComplete => Volatile.Read(ref _complete);

    /// <inheritdoc cref="StoredRecording.OnFault"/>
    internal Action<StorageFault?> OnFault
    {
        set => _recording.OnFault = value;
    }

    /// <inheritdoc cref="StoredRecording.RoomMayHaveCome"/>
    internal Task RoomMayHaveCome => _recording.RoomMayHaveCome;

    /// <summary>Makes a recording, or takes up what a stopped server left.</summary>
    /// <exception cref="StorageException">The store takes no new one.</exception>
    public static TrackRecording Open(IRecordingStore store, string name, StorageHealth health, TimeProvider time) =>
        new(new StoredRecording(store.Open(name), health, time));

    /// <param name="lost">Of them, samples in whose place silence stands, as the store takes nothing and memory has its bound.</param>
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

            lost = _recording.Append(samples);
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

    /// <inheritdoc cref="StoredRecording.Dispose"/>
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
            _recording.Dispose();
        }

        _grown.Writer.TryComplete();
        _read.Writer.TryComplete();
        WakeWaiting();
    }

    /// <inheritdoc cref="StoredRecording.HasRoom"/>
    internal bool HasRoom(int samples) => _recording.HasRoom(samples);

    /// <inheritdoc cref="StoredRecording.WakeWaiting"/>
    internal void WakeWaiting() => _recording.WakeWaiting();

    internal void Read(Span<short> samples, long position) => _recording.Read(samples, position);

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
}
