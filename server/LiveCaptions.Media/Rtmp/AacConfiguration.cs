namespace LiveCaptions.Media.Rtmp;

/// <summary>AAC's AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1), for streams that come without.</summary>
public static class AacConfiguration
{
    /// <summary>Samples of a frame.</summary>
    public const int FrameSamples = 1_024;

    private const int LowComplexity = 2;

    /// <summary>A frame's length may be off by so much from what a rate makes it: rates are 9 % apart at least.</summary>
    private const double Tolerance = 0.04;

    private static readonly int[] Rates =
    [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    ];

    /// <summary>
    /// By how far frames are apart, and by what they begin with. Encoders that leave the configuration out make AAC-LC; what more a frame
    /// has (SBR), decoders find by themselves.
    /// </summary>
    /// <param name="frames">Bare frames that follow each other.</param>
    /// <param name="milliseconds">From one to the next, on the average.</param>
    /// <returns>Null where no rate makes such frames, or no frame is one.</returns>
    public static (byte[] Configuration, int Rate, int Channels)? Guess(IEnumerable<ReadOnlyMemory<byte>> frames, double milliseconds)
    {
        var rate = Array.Find(Rates, rate => Math.Abs((milliseconds * rate / (FrameSamples * 1_000.0)) - 1) < Tolerance);
        var channels = frames.Select(ChannelsOf).FirstOrDefault(channels => channels > 0);
        return rate > 0 && channels > 0 ? (Of(LowComplexity, rate, channels), rate, channels) : null;
    }

    internal static int? RateAt(int index) => index < Rates.Length ? Rates[index] : null;

    internal static byte[] Of(int objectType, int rate, int channels)
    {
        var index = Array.IndexOf(Rates, rate);
        return [(byte)((objectType << 3) | (index >> 1)), (byte)((index << 7) | (channels << 3))];
    }

    // A single channel or a pair; other frames begin with fillings, which say nothing.
    private static int ChannelsOf(ReadOnlyMemory<byte> frame) => frame.IsEmpty ? 0 : (frame.Span[0] >> 5) switch { 0 => 1, 1 => 2, _ => 0 };
}
