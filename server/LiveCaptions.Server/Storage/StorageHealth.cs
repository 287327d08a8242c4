using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Storage;

/// <summary>
/// How the disk and the database are: what <c>/health/ready</c> says, what the doors ask before they take something new, and how much audio
/// may wait in memory for the disk.
/// </summary>
public sealed class StorageHealth(IDisk disk, IOptions<StorageOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<object, StorageFault> _waiting = new();
    private readonly Lock _lock = new();
    private long? _freeBytes;
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private long _held;

    /// <summary>The first trouble there is; null where all is well.</summary>
    public StorageFault? Fault => Database.Fault ?? _waiting.Values.FirstOrDefault() ?? FindObstacle();

    internal StorageBreaker Database { get; } = new(time);

    /// <summary>Samples of one track that may wait for the disk.</summary>
    internal long MaxTail => (long)(options.Value.TailSeconds * Speech.AudioFormat.SampleRate);

    /// <param name="bytes">That the new thing is known to take.</param>
    /// <returns>Why nothing new is taken; null where there is room.</returns>
    public StorageFault? FindObstacle(long bytes = 0) => FreeBytes() - bytes < options.Value.MinFreeBytes ? StorageFault.NearlyFull : null;

    /// <summary>A recording has audio that the disk does not take.</summary>
    internal void Enter(object recording, StorageFault fault) => _waiting[recording] = fault;

    internal void Leave(object recording) => _waiting.TryRemove(recording, out _);

    internal bool CanHold(long bytes) => Interlocked.Read(ref _held) + bytes <= options.Value.MaxTailBytes;

    /// <summary>Takes memory for audio that waits for the disk, out of what the whole server may hold.</summary>
    internal bool TryHold(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= options.Value.MaxTailBytes)
        {
            return true;
        }

        Release(bytes);
        return false;
    }

    internal void Release(long bytes) => Interlocked.Add(ref _held, -bytes);

    private long? FreeBytes()
    {
        lock (_lock)
        {
            if (time.GetUtcNow() is var now && now - _lookedAt >= LookPeriod)
            {
                (_freeBytes, _lookedAt) = (disk.FindFreeBytes(options.Value.DataDirectory), now);
            }

            return _freeBytes;
        }
    }
}
