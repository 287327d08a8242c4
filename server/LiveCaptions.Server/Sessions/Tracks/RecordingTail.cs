using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// The end of a recording that the disk has not taken, in memory. Bounded: what goes beyond becomes silence, which takes no memory, so that
/// times stay right. Not thread-safe.
/// </summary>
internal sealed class RecordingTail(StorageHealth storage)
{
    /// <summary>Samples of a block, a second.</summary>
    private const int BlockSize = AudioFormat.SampleRate;
    private const long BlockBytes = BlockSize * sizeof(short);

    private static readonly short[] Silence = new short[BlockSize];

    private readonly List<Block> _blocks = [];
    private int _held;

    public bool IsEmpty => _blocks.Count == 0;

    private bool MayTakeBlock => (_held + 1L) * BlockSize <= storage.MaxTail;

    /// <summary>Whether so many samples, a second at most, can be kept.</summary>
    public bool HasRoom(int samples) =>
        (FindLastBlock() is { } last && BlockSize - last.End >= samples) || (MayTakeBlock && storage.CanHold(BlockBytes));

    /// <returns>Samples of these in whose place silence stands.</returns>
    public int Add(ReadOnlySpan<short> samples)
    {
        while (!samples.IsEmpty)
        {
            if (FindOpenBlock() is not { } block)
            {
                AddSilence(samples.Length);
                return samples.Length;
            }

            var count = Math.Min(samples.Length, BlockSize - block.End);
            samples[..count].CopyTo(block.Samples.AsSpan(block.End));
            block.End += count;
            samples = samples[count..];
        }

        return 0;
    }

    /// <param name="from">In samples from the tail's first.</param>
    public void Read(Span<short> into, long from)
    {
        foreach (var block in _blocks)
        {
            if (into.IsEmpty)
            {
                return;
            }

            if (from >= block.Length)
            {
                from -= block.Length;
                continue;
            }

            var count = (int)Math.Min(into.Length, block.Length - from);
            block.CopyTo(into[..count], from);
            into = into[count..];
            from = 0;
        }
    }

    /// <summary>The first samples, as many as lie together; none where it is empty.</summary>
    public ReadOnlySpan<short> First => _blocks switch
    {
        [] => [],
        [{ Samples: { } samples } block, ..] => samples.AsSpan(block.Start..block.End),
        [var silence, ..] => Silence.AsSpan(0, (int)Math.Min(BlockSize, silence.Length)),
    };

    /// <summary>The disk has taken so many of <see cref="First"/>.</summary>
    public void Drop(int count)
    {
        var block = _blocks[0];
        block.Drop(count);
        if (block.Length == 0)
        {
            _blocks.RemoveAt(0);
            Free(block);
        }
    }

    public void Clear()
    {
        _blocks.ForEach(Free);
        _blocks.Clear();
    }

    private Block? FindOpenBlock()
    {
        if (FindLastBlock() is { End: < BlockSize } last)
        {
            return last;
        }

        if (!MayTakeBlock || !storage.TryHold(BlockBytes))
        {
            return null;
        }

        _held++;
        var block = new Block { Samples = new short[BlockSize] };
        _blocks.Add(block);
        return block;
    }

    private Block? FindLastBlock() => _blocks is [.., { Samples: not null } last] ? last : null;

    private void AddSilence(int samples)
    {
        if (_blocks is not [.., { Samples: null }])
        {
            _blocks.Add(new Block());
        }

        _blocks[^1].SilentLength += samples;
    }

    private void Free(Block block)
    {
        if (block.Samples is not null)
        {
            _held--;
            storage.Release(BlockBytes);
        }
    }

    private sealed class Block
    {
        /// <summary>Null for silence.</summary>
        public short[]? Samples { get; init; }

        public int Start { get; private set; }

        public int End { get; set; }

        public long SilentLength { get; set; }

        public long Length => Samples is null ? SilentLength : End - Start;

        public void Drop(int count)
        {
            if (Samples is null)
            {
                SilentLength -= count;
            }
            else
            {
                Start += count;
            }
        }

        public void CopyTo(Span<short> into, long from)
        {
            if (Samples is null)
            {
                into.Clear();
            }
            else
            {
                Samples.AsSpan(Start + (int)from, into.Length).CopyTo(into);
            }
        }
    }
}
