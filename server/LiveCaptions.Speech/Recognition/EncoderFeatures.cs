namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// The inner layers of an encoder pass, pooled over blocks of <see cref="BlockLength"/> samples: what a stage that asks who speaks, or how,
/// gets for nothing. An engine without such layers has none.
/// </summary>
/// <param name="Start">Position of the first block's first sample.</param>
/// <param name="Width">Channels D of a layer.</param>
/// <param name="Blocks">Whole blocks only: what is left at the end of a pass is too short to say anything.</param>
/// <param name="Sums">[Blocks, Layers, D]: per block and layer, the sum over its frames.</param>
/// <param name="Squares">[Blocks, Layers, D]: the sum of squares.</param>
public sealed record EncoderFeatures(long Start, int Layers, int Width, int Blocks, float[] Sums, float[] Squares)
{
    /// <summary>Encoder frames per block.</summary>
    public const int BlockFrames = 5;

    /// <summary>Samples per block: 0.12 s.</summary>
    public const int BlockLength = BlockFrames * 384;

    public static readonly EncoderFeatures None = new(0, 0, 0, 0, [], []);
}
