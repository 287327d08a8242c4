using System.Runtime.InteropServices;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// Which packets of one stream have been seen (RFC 3711 §3.3.2): the 128 up to the newest; older ones count as seen. The default
/// value has seen none.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ReplayWindow
{
    public const int Size = 128;

    private const long HalfRound = 1 << 15;
    private const long MaxIndex = (1L << 48) - 1;

    // Bit n stands for the packet n before the newest.
    private UInt128 _seen;
    private ulong _newest;

    public readonly bool IsFresh(ulong index)
    {
        if (_seen == 0 || index > _newest)
        {
            return true;
        }

        var age = _newest - index;
        return age < Size && ((_seen >> (int)age) & 1) == 0;
    }

    /// <summary>To be called for authentic packets only.</summary>
    /// <param name="index">A fresh one.</param>
    public void Accept(ulong index)
    {
        if (_seen == 0)
        {
            _newest = index;
        }

        if (index > _newest)
        {
            var steps = index - _newest;
            _seen = steps < Size ? _seen << (int)steps : 0;
            _newest = index;
        }

        _seen |= UInt128.One << (int)(_newest - index);
    }

    /// <summary>
    /// Completes a sequence number by the rollover counter that brings it nearest to the newest packet (RFC 3711 §3.3.1); that of a
    /// stream's first packet is 0.
    /// </summary>
    /// <param name="index">Rollover counter and sequence number, 48 bits.</param>
    /// <returns>False when it would lie before the stream's beginning or after its end.</returns>
    public readonly bool TryComplete(ushort sequence, out ulong index)
    {
        index = sequence;
        if (_seen == 0)
        {
            return true;
        }

        var completed = ((long)_newest & ~0xFFFF) | sequence;
        var distance = completed - (long)_newest;
        completed += distance switch
        {
            > HalfRound => -2 * HalfRound,
            < -HalfRound => 2 * HalfRound,
            _ => 0,
        };
        index = (ulong)completed;
        return completed is >= 0 and <= MaxIndex;
    }
}
