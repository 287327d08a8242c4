using System.Runtime.InteropServices;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Where the disk fails: what it does not take waits in the tail.</summary>
public sealed partial class TrackRecording
{
    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures;

    /// <summary>Told when the disk takes nothing any more, and of null when it has taken all that waited.</summary>
    internal Action<StorageFault?> OnFault { get; set; } = _ => { };

    /// <summary>Whether so many samples can be appended without any being lost.</summary>
    internal bool HasRoom(int samples)
    {
        lock (_lock)
        {
            return _tail.IsEmpty || _tail.HasRoom(samples);
        }
    }

    /// <summary>Completes when it may have become so that there is room, or that nobody waits for it any more.</summary>
    internal Task RoomMayHaveCome => Volatile.Read(ref _room).Task;

    /// <summary>Who waits for room shall look whether they still do.</summary>
    internal void WakeWaiting() => Interlocked.Exchange(ref _room, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    internal void Read(Span<short> samples, long position)
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

    private void ReadFile(Span<short> samples, long position)
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

    /// <returns>False when the disk has taken them meanwhile.</returns>
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
            _storage.Disk.Write(_file, MemoryMarshal.AsBytes(samples), OffsetOf(_stored));
            Volatile.Write(ref _stored, _stored + samples.Length);
            return true;
        }
        catch (Exception exception) when (StorageFault.OfWriting(exception) is { } fault)
        {
            _storage.Enter(this, fault);
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
                _storage.Leave(this);
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

    /// <summary>Without them the header says "to the end of the file", which players accept.</summary>
    private void TryWriteSizes()
    {
        try
        {
            _storage.Disk.Write(_file, Header(_stored * sizeof(short)), 0);
        }
        catch (Exception exception) when (StorageFault.OfWriting(exception) is not null)
        {
            // It is as a killed server leaves it.
        }
    }
}
