using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>
/// What it is told by how something is said: per encoder layer the mean of each channel over the blocks of speech. Heads are trained
/// on just these; with the deviations, too, they were worse. The encoder scales every utterance to the same loudness, so how loud
/// it was recorded is hardly in them.
/// </summary>
internal static class EmotionFeatures
{
    /// <summary>Blocks of speech that are needed at least: 0.48 s. Less says nothing.</summary>
    private const int Shortest = 4;

    /// <param name="taps">Names of the layers, in order.</param>
    /// <returns>[layers · D]; null where there is too little speech between the two positions.</returns>
    public static float[]? Of(HeardUtterance utterance, IReadOnlyList<string> taps, long from, long to)
    {
        var blocks = utterance.SpeechBlocks(from, to);
        if (blocks.Count < Shortest)
        {
            return null;
        }

        var width = utterance.Features.Width;
        var vector = new float[taps.Count * width];
        foreach (var (place, layer) in utterance.Features.Find(taps).Index())
        {
            utterance.Features.Means(layer, blocks, vector.AsSpan(place * width, width));
        }

        return vector;
    }
}
