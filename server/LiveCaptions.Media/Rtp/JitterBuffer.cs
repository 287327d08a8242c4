namespace LiveCaptions.Media.Rtp;

/// <summary>
/// Puts one source's packets in order. Nothing is played out here, so packets in order leave at once; only a gap makes those
/// behind it wait until it is filled, until <see cref="GapPatience"/> ends, or until <see cref="Capacity"/> packets (or
/// sequence numbers) wait. Drain it with <see cref="TryTake"/> after every <see cref="Add"/>. Not thread-safe.
/// </summary>
public sealed class JitterBuffer
{
    /// <summary>Packets that it holds at most.</summary>
    public const int Capacity = 256;

    /// <summary>Bytes of the longest payload that is taken.</summary>
    public const int MaxPayload = 1500;

    // Mere reordering is mostly over by then (RFC 4585 §3.1 leaves the moment to us).
    private static readonly TimeSpan FirstNack = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan NackInterval = TimeSpan.FromMilliseconds(40);

    // In order of sequence; mostly empty or a single one, so that moving them is cheap.
    private readonly Slot[] _slots = new Slot[Capacity];
    private readonly Stack<byte[]> _free = new();
    private readonly GapPatience _patience;
    private readonly bool _nack;
    private readonly SequenceWindow _sequence = new();
    private int _count;

    private byte[]? _taken;
    private Slot _expired;
    private long _expiredFrom;

    /// <param name="nack">The sender was told that it may be asked to send again: <see cref="TakeNacks"/> must then be called
    /// as <see cref="NextDeadline"/> says.</param>
    public JitterBuffer(bool nack)
    {
        _nack = nack;
        _patience = new GapPatience(nack);
    }

    /// <summary>Packets that came more than once.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Packets that came when they were no longer waited for.</summary>
    public long Late { get; private set; }

    /// <summary>Packets that were too long, or came when the buffer was full.</summary>
    public long Refused { get; private set; }

    /// <summary>
    /// When to call <see cref="TryTake"/> and <see cref="TakeNacks"/> again if nothing comes before; null: not before a packet comes.
    /// </summary>
    public TimeSpan? NextDeadline
    {
        get
        {
            if (_count == 0)
            {
                return null;
            }

            var deadline = TakeableAt;
            for (var (i, expected) = (0, _sequence.Next); _nack && i < _count; expected = _slots[i++].Sequence + 1)
            {
                deadline = _slots[i].Sequence > expected && _slots[i].NackAt < deadline ? _slots[i].NackAt : deadline;
            }

            return deadline;
        }
    }

    // There must be a packet.
    private TimeSpan TakeableAt =>
        _slots[0].Sequence == _sequence.Next || _count == Capacity || _sequence.Highest - _sequence.Next >= Capacity
            ? TimeSpan.MinValue
            : _slots[0].GapSince + _patience.Current;

    /// <summary>Takes a packet in and copies its payload.</summary>
    /// <returns>False when it is dropped: a duplicate, too late, too long, or no room.</returns>
    public bool Add(in RtpPacket packet, TimeSpan now)
    {
        if (packet.Payload.Length > MaxPayload || _count == Capacity)
        {
            Refused++;
            return false;
        }

        var sequence = _sequence.Extend(packet.SequenceNumber);
        if (sequence < _sequence.Next)
        {
            DropOld(sequence, now);
            return false;
        }

        var index = IndexOf(sequence);
        if (index < _count && _slots[index].Sequence == sequence)
        {
            Duplicates++;
            return false;
        }

        Insert(index, sequence, packet, now);
        return true;
    }

    /// <summary>Gives out the next packet, if none before it is still waited for. With <see cref="TimeSpan.MaxValue"/> none is.</summary>
    /// <returns>False when nothing can be taken now.</returns>
    public bool TryTake(TimeSpan now, out BufferedPacket packet)
    {
        Recycle();
        if (_count == 0 || now < TakeableAt)
        {
            packet = default;
            return false;
        }

        var slot = _slots[0];
        packet = new BufferedPacket
        {
            SequenceNumber = (ushort)slot.Sequence,
            Timestamp = slot.Timestamp,
            Arrival = slot.Arrival,
            Missing = (int)Math.Min(slot.Sequence - _sequence.Next, int.MaxValue),
            Payload = slot.Payload.AsSpan(0, slot.Length),
        };
        Advance(slot);
        return true;
    }

    /// <summary>
    /// The sequence numbers to ask for again now, in order: a gap's first 10 ms after it showed, then every 40 ms while it is waited for.
    /// </summary>
    /// <param name="sequenceNumbers">Room for one at least; what does not fit waits for the next round.</param>
    /// <returns>How many were written; 0 where NACK was not agreed.</returns>
    public int TakeNacks(TimeSpan now, Span<ushort> sequenceNumbers)
    {
        var written = 0;
        var expected = _sequence.Next;
        for (var i = 0; _nack && i < _count && written < sequenceNumbers.Length; expected = _slots[i++].Sequence + 1)
        {
            ref var slot = ref _slots[i];
            if (slot.Sequence == expected || now < slot.NackAt)
            {
                continue;
            }

            slot.NackAt = now + NackInterval;
            slot.Nacked = true;
            while (expected < slot.Sequence && written < sequenceNumbers.Length)
            {
                sequenceNumbers[written++] = (ushort)expected++;
            }
        }

        return written;
    }

    /// <summary>Another source begins: drops what is held and starts with the next packet. What was learned of the way stays.</summary>
    public void Reset()
    {
        Recycle();
        for (; _count > 0; _count--)
        {
            _free.Push(_slots[_count - 1].Payload);
        }

        _sequence.Restart();
        _expiredFrom = 0;
        _expired = default;
    }

    private void DropOld(long sequence, TimeSpan now)
    {
        if (_sequence.WasGiven(sequence))
        {
            Duplicates++;
            return;
        }

        Late++;
        if (sequence >= _expiredFrom && sequence < _expired.Sequence)
        {
            _patience.Came(now - _expired.GapSince, _expired.Nacked);
        }
    }

    private int IndexOf(long sequence)
    {
        var index = _count;
        while (index > 0 && _slots[index - 1].Sequence >= sequence)
        {
            index--;
        }

        return index;
    }

    private void Insert(int index, long sequence, in RtpPacket packet, TimeSpan now)
    {
        var slot = new Slot
        {
            Sequence = sequence,
            Timestamp = packet.Timestamp,
            Arrival = now,
            Payload = _free.TryPop(out var free) ? free : new byte[MaxPayload],
            Length = packet.Payload.Length,
            GapSince = now,
            NackAt = now + FirstNack,
        };
        packet.Payload.CopyTo(slot.Payload);
        if (index < _count)
        {
            // What is still missing before it has been missing as long as the packet itself.
            slot.GapSince = _slots[index].GapSince;
            slot.NackAt = _slots[index].NackAt;
            slot.Nacked = _slots[index].Nacked;
            _patience.Came(now - slot.GapSince, slot.Nacked);
            Array.Copy(_slots, index, _slots, index + 1, _count - index);
        }

        _slots[index] = slot;
        _count++;
        _sequence.Saw(sequence);
    }

    private void Advance(in Slot slot)
    {
        var steps = slot.Sequence + 1 - _sequence.Next;
        if (steps is > 1 and < Capacity)
        {
            _patience.Ended(slot.Nacked);
            _expiredFrom = _sequence.Next;
            _expired = slot;
        }

        _sequence.Give(slot.Sequence);
        _taken = slot.Payload;
        _count--;
        Array.Copy(_slots, 1, _slots, 0, _count);
        _slots[_count] = default;
    }

    private void Recycle()
    {
        if (_taken is { } payload)
        {
            _free.Push(payload);
            _taken = null;
        }
    }

    /// <summary>A packet that waits, and what is known of the gap right before it, if there is one.</summary>
    private struct Slot
    {
        public long Sequence;
        public uint Timestamp;
        public TimeSpan Arrival;
        public byte[] Payload;
        public int Length;
        public TimeSpan GapSince;
        public TimeSpan NackAt;
        public bool Nacked;
    }
}
