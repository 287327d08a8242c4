namespace LiveCaptions.Media.Rtp;

/// <summary>
/// One source's sequence numbers, counted on over their rollovers: which is given out next, and which were. Not thread-safe.
/// </summary>
internal sealed class SequenceWindow
{
    private const int Rollover = ushort.MaxValue + 1;
    private const int NoRestart = -1;

    private bool _started;
    private int _restart = NoRestart;

    // Which of the 64 numbers before Next were given out, bit 0 for Next - 1: tells a duplicate from a late packet.
    private ulong _given;

    /// <summary>What is given out next.</summary>
    public long Next { get; private set; }

    /// <summary>The newest seen.</summary>
    public long Highest { get; private set; }

    /// <summary>The number that a packet's stands for.</summary>
    public long Extend(ushort number)
    {
        if (!_started)
        {
            Start(number);
        }

        var sequence = Highest + (short)(number - (ushort)Highest);
        if (sequence >= Next - JitterBuffer.Capacity)
        {
            _restart = NoRestart;
            return sequence;
        }

        // Far behind: a straggler, or a sender that started anew, which the number after it tells (RFC 3550 A.1). Going back
        // is then going forward with a rollover, so that what is held is given out first.
        var goesOn = number == _restart;
        _restart = goesOn ? NoRestart : (ushort)(number + 1);
        return goesOn ? sequence + Rollover : sequence;
    }

    /// <summary>One was taken in.</summary>
    public void Saw(long sequence) => Highest = Math.Max(Highest, sequence);

    /// <summary>One is given out, which is not before <see cref="Next"/>.</summary>
    public void Give(long sequence)
    {
        var steps = sequence + 1 - Next;
        _given = steps < 64 ? _given << (int)steps | 1 : 1;
        Next = sequence + 1;
    }

    /// <param name="sequence">Before <see cref="Next"/>.</param>
    /// <returns>Whether it was given out; false where that is too long ago to know.</returns>
    public bool WasGiven(long sequence)
    {
        var age = Next - 1 - sequence;
        return age < 64 && (_given >> (int)age & 1) != 0;
    }

    /// <summary>The next packet's number is the first one.</summary>
    public void Restart() => _started = false;

    private void Start(ushort number)
    {
        _started = true;
        Next = number + (long)Rollover;
        Highest = Next - 1;
        _given = 0;
        _restart = NoRestart;
    }
}
