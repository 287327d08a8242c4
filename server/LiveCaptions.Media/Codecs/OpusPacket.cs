namespace LiveCaptions.Media.Codecs;

/// <summary>What an Opus packet says of itself (RFC 6716 §3), without decoding it.</summary>
internal static class OpusPacket
{
    /// <summary>Of the samples that are counted here.</summary>
    public const int SampleRate = 48_000;

    private const int SamplesPerMillisecond = SampleRate / 1000;
    private const int MaxSamples = 120 * SamplesPerMillisecond;
    private const int LongLength = 252;
    private const int FullPadding = 255;

    // Of a frame, by the configuration's last bits.
    private static readonly int[] Silk =
    [
        10 * SamplesPerMillisecond, 20 * SamplesPerMillisecond, 40 * SamplesPerMillisecond, 60 * SamplesPerMillisecond
    ];
    private static readonly int[] Celt = [120, 240, 10 * SamplesPerMillisecond, 20 * SamplesPerMillisecond];

    /// <returns>0 where it does not say, or says more than a packet may have.</returns>
    public static int Samples(ReadOnlySpan<byte> packet)
    {
        var samples = FrameSamples(packet) * CountFrames(packet);
        return samples <= MaxSamples ? samples : 0;
    }

    /// <returns>Of each of its frames; 0 where it is empty.</returns>
    public static int FrameSamples(ReadOnlySpan<byte> packet)
    {
        const int Hybrid = 12, FirstCelt = 16;
        if (packet.IsEmpty)
        {
            return 0;
        }

        var configuration = packet[0] >> 3;
        return configuration switch
        {
            >= FirstCelt => Celt[configuration & 3],
            >= Hybrid => Silk[configuration & 1],
            _ => Silk[configuration & 3],
        };
    }

    /// <summary>The encoder had nothing to say (DTX): frames without bytes.</summary>
    public static bool IsPause(ReadOnlySpan<byte> packet) => packet switch
    {
        [_] => true,
        [var configuration, var size] => (configuration & 3) switch { 0 => true, 1 => false, 2 => size == 0, _ => true },
        _ => false,
    };

    /// <returns>Its first frame's bytes; none where it is cut short, or has an empty frame.</returns>
    public static ReadOnlySpan<byte> FirstFrame(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return default;
        }

        return (packet[0] & 3) switch
        {
            0 => packet[1..],
            1 => packet.Length % 2 == 1 ? packet[1..(1 + (packet.Length / 2))] : default,
            2 => Sized(packet[1..], lengths: 1),
            _ => packet.Length > 1 ? FirstOfMany(packet[2..], packet[1]) : default,
        };
    }

    private static int CountFrames(ReadOnlySpan<byte> packet) => packet.IsEmpty
        ? 0
        : (packet[0] & 3) switch { 0 => 1, 3 => packet.Length > 1 ? packet[1] & 0x3F : 0, _ => 2 };

    /// <param name="rest">Behind the byte that tells how many frames there are, and how.</param>
    private static ReadOnlySpan<byte> FirstOfMany(ReadOnlySpan<byte> rest, byte frames)
    {
        const int Count = 0x3F, HasPadding = 0x40, HasLengths = 0x80;
        var count = frames & Count;
        if (count == 0 || ((frames & HasPadding) != 0 && !TryUnpad(ref rest)))
        {
            return default;
        }

        if ((frames & HasLengths) != 0)
        {
            return Sized(rest, count - 1);
        }

        return rest.Length % count == 0 ? rest[..(rest.Length / count)] : default;
    }

    private static bool TryUnpad(ref ReadOnlySpan<byte> rest)
    {
        var padding = 0;
        while (!rest.IsEmpty)
        {
            var size = rest[0];
            rest = rest[1..];
            padding += size == FullPadding ? FullPadding - 1 : size;
            if (size < FullPadding)
            {
                break;
            }
        }

        if (padding > rest.Length)
        {
            return false;
        }

        rest = rest[..^padding];
        return true;
    }

    /// <summary>The first frame behind the lengths of all but the last.</summary>
    private static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> rest, int lengths)
    {
        var first = -1;
        for (var i = 0; i < lengths; i++)
        {
            var size = LengthAt(ref rest);
            first = i == 0 ? size : first;
        }

        return first < 0 ? (lengths == 0 ? rest : default) : first <= rest.Length ? rest[..first] : default;
    }

    /// <returns>-1 where there is none.</returns>
    private static int LengthAt(ref ReadOnlySpan<byte> rest)
    {
        var bytes = rest.IsEmpty ? 0 : rest[0] < LongLength ? 1 : 2;
        if (bytes == 0 || bytes > rest.Length)
        {
            rest = default;
            return -1;
        }

        var length = bytes == 1 ? rest[0] : rest[0] + (4 * rest[1]);
        rest = rest[bytes..];
        return length;
    }
}
