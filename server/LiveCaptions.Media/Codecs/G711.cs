namespace LiveCaptions.Media.Codecs;

/// <summary>ITU-T G.711: telephone sound, a byte per sample, to int16.</summary>
public static class G711
{
    private static readonly short[] MuLaw = Table(ExpandMuLaw);
    private static readonly short[] ALaw = Table(ExpandALaw);

    /// <param name="samples">As many as there are bytes.</param>
    public static void Expand(ReadOnlySpan<byte> bytes, bool isMuLaw, Span<short> samples)
    {
        var table = isMuLaw ? MuLaw : ALaw;
        for (var i = 0; i < bytes.Length; i++)
        {
            samples[i] = table[bytes[i]];
        }
    }

    private static short[] Table(Func<int, int> expand) => [.. Enumerable.Range(0, 256).Select(code => (short)expand(code))];

    // Four bits of step in one of eight segments, each twice as coarse as the one before.
    private static int ExpandMuLaw(int code)
    {
        code = ~code & 0xFF;
        var magnitude = ((((code & 0x0F) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
        return (code & 0x80) != 0 ? -magnitude : magnitude;
    }

    private static int ExpandALaw(int code)
    {
        code ^= 0x55;
        var (segment, magnitude) = ((code >> 4) & 7, (code & 0x0F) << 4);
        magnitude = segment == 0 ? magnitude + 8 : (magnitude + 0x108) << (segment - 1);
        return (code & 0x80) != 0 ? magnitude : -magnitude;
    }
}
