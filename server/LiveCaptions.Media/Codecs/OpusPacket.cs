namespace LiveCaptions.Media.Codecs;

/// <summary>What an Opus packet says of itself (RFC 6716 §3.1), without libopus.</summary>
internal static class OpusPacket
{
    private const int SamplesPerMillisecond = 48;

    // Of a frame, by the configuration's last bits.
    private static readonly int[] Silk = [10 * SamplesPerMillisecond, 20 * SamplesPerMillisecond, 40 * SamplesPerMillisecond, 60 * SamplesPerMillisecond];
    private static readonly int[] Celt = [120, 240, 10 * SamplesPerMillisecond, 20 * SamplesPerMillisecond];

    /// <returns>Samples, 48,000 a second; 0 where it does not say.</returns>
    public static int Samples(ReadOnlySpan<byte> packet)
    {
        const int Hybrid = 12, FirstCelt = 16;
        if (packet.IsEmpty)
        {
            return 0;
        }

        var configuration = packet[0] >> 3;
        var frame = configuration switch
        {
            >= FirstCelt => Celt[configuration & 3],
            >= Hybrid => Silk[configuration & 1],
            _ => Silk[configuration & 3],
        };
        return frame * ((packet[0] & 3) switch { 0 => 1, 3 => packet.Length > 1 ? packet[1] & 0x3F : 0, _ => 2 });
    }
}
