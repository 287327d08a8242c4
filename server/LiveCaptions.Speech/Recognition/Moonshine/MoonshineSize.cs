namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>The shape of one Moonshine model (https://arxiv.org/abs/2410.15608) and what was measured about it.</summary>
/// <param name="Name">The engine's name.</param>
/// <param name="Layers">Of the encoder, and of the decoder.</param>
/// <param name="HeadSize">Dh; there are <see cref="Heads"/> heads, so the width is D = Heads × Dh.</param>
/// <param name="AlignmentHeads">Layer and head of the cross-attentions that follow the audio most closely.</param>
internal sealed record MoonshineSize(string Name, int Layers, int HeadSize, IReadOnlyList<(int Layer, int Head)> AlignmentHeads)
{
    public const int Heads = 8;

    /// <summary>Samples between two encoder frames: strides 64 × 3 × 2.</summary>
    public const int Hop = 384;

    /// <summary>Samples that the first encoder frame sees beyond its hop: T frames need exactly T × 384 + 511 samples.</summary>
    public const int Overhang = 511;

    public static readonly MoonshineSize Tiny = new("moonshine-tiny", 6, 36, [(5, 6), (3, 7)]);

    public static readonly MoonshineSize Base = new("moonshine-base", 8, 52, [(4, 2), (5, 1), (5, 5), (6, 1)]);

    /// <summary>Values of the encoder that are given out pooled, besides its result: see <see cref="EncoderFeatures"/>.</summary>
    public IReadOnlyList<string> Taps { get; init; } = [];

    public int Width => Heads * HeadSize;

    /// <summary>Channels of the second convolution.</summary>
    public int StemWidth => 2 * Width;
}
