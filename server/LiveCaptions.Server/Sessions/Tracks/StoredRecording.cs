using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// A recording as far as the store has it, and its end that the store does not take: that waits in memory
/// (<see cref="RecordingTail"/>) and is read from there, and the store is tried again and again. Thread-safe.
/// </summary>
internal sealed class StoredRecording : IDisposable
{
    private readonly IRecordingFile _file;
    private readonly StorageHealth _health;
    private readonly RecordingTail _tail;
    private readonly ITimer _retry;
    private readonly Lock _lock = new();
    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _stored;
    private int _failures;
    private bool _disposed;

    public StoredRecording(IRecordingFile file, StorageHealth health, TimeProvider time)
    {
        (_file, _stored, _health, _tail) = (file, file.Length, health, new RecordingTail(health));
        _retry = time.CreateTimer(_ => TryAgain(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Samples that the store has.</summary>
    public long Stored => Volatile.Read(ref _stored);

    /// <summary>Told when the store takes nothing any more, and of null when it has taken all that waited.</summary>
    public Action<StorageFault?> OnFault { get; set; } = _ => { };

    /// <summary>Completes when it may have become so that there is room, or that nobody waits for it any more.</summary>
    public Task RoomMayHaveCome => Volatile.Read(ref _room).Task;

    /// <summary>Whether so many samples can be appended without any being lost.</summary>
    public bool HasRoom(int samples)
    {
        lock (_lock)
        {
            return _tail.IsEmpty || _tail.HasRoom(samples);
        }
    }

    /// <summary>Who waits for room shall look whether they still do.</summary>
    public void WakeWaiting() => Interlocked.Exchange(ref _room, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <returns>Samples of these in whose place silence stands, as the store takes nothing and memory has its bound.</returns>
    public int Append(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            return _tail.IsEmpty && TryWrite(samples) ? 0 : _tail.Add(samples);
        }
    }

    /// <summary>Reads what was appended.</summary>
    public void Read(Span<short> samples, long position)
    {
        while (!samples.IsEmpty)
        {
            var count = (int)Math.Min(samples.Length, Stored - position);
            if (count > 0)
            {
                ReadFile(samples[..count], position);
                samples = samples[count..];
                position += count;
            }
            else if (TryReadTail(samples, position))
            {
                return;
            }
        }
    }

    /// <summary>What the store does not take even now is given up.</summary>
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
            TryFinish();
            _file.Dispose();
            _tail.Clear();
            _health.Leave(this);
        }

        _retry.Dispose();
    }

    private void ReadFile(Span<short> samples, long position)
    {
        while (samples.Length > 0)
        {
            var read = _file.Read(samples, position);
            if (read == 0)
            {
                throw new IOException("The recording is shorter than what was written to it.");
            }

            samples = samples[read..];
            position += read;
        }
    }

    /// <returns>False when the store has taken them meanwhile.</returns>
    private bool TryReadTail(Span<short> samples, long position)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (position < _stored)
            {
                return false;
            }

            _tail.Read(samples, position - _stored);
            return true;
        }
    }

    private bool TryWrite(ReadOnlySpan<short> samples)
    {
        try
        {
            _file.Write(samples, _stored);
            Volatile.Write(ref _stored, _stored + samples.Length);
            return true;
        }
        catch (Exception exception) when (StorageFault.OfWriting(exception) is { } fault)
        {
            _health.Enter(this, fault);
            _retry.Change(StorageRetry.WaitAfter(++_failures), Timeout.InfiniteTimeSpan);
            OnFault(fault);
            return false;
        }
    }

    private void TryAgain()
    {
        lock (_lock)
        {
            if (!_disposed && TryFlush())
            {
                _failures = 0;
                _health.Leave(this);
                OnFault(null);
            }
        }

        WakeWaiting();
    }

    /// <returns>Whether nothing waits any more.</returns>
    private bool TryFlush()
    {
        while (_tail.First is { IsEmpty: false } first)
        {
            if (!TryWrite(first))
            {
                return false;
            }

            _tail.Drop(first.Length);
        }

        return true;
    }

    private void TryFinish()
    {
        try
        {
            _file.Finish(_stored);
        }
        catch (Exception exception) when (StorageFault.OfWriting(exception) is not null)
        {
            // It is as a killed server leaves it.
        }
    }
}
