using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// What a voice is told by: per encoder layer the mean and the deviation of each channel, then the same of the cepstrum, over some blocks of an utterance.
/// The layers have learnt what speech is; the cepstrum hears only this moment, while the layers' attention hears the other speaker, too.
/// </summary>
internal sealed class VoiceFeatures(HeardUtterance utterance)
{
    private const float LeastVariance = 1e-6f;

    private readonly Cepstrum _cepstrum = new(utterance.Audio);

    /// <returns>[2 · layers · D + 2 · <see cref="Cepstrum.Coefficients"/>]</returns>
    public float[] Of(IReadOnlyList<int> blocks)
    {
        var features = utterance.Features;
        var vector = new float[(2 * features.Layers * features.Width) + (2 * Cepstrum.Coefficients)];
        for (var layer = 0; layer < features.Layers; layer++)
        {
            Layer(features, layer, blocks, vector.AsSpan(2 * layer * features.Width, 2 * features.Width));
        }

        _cepstrum.Statistics(blocks.Select(block => block * EncoderFeatures.BlockLength), EncoderFeatures.BlockLength, vector.AsSpan(^(2 * Cepstrum.Coefficients)));
        return vector;
    }

    private static void Layer(EncoderFeatures features, int layer, IReadOnlyList<int> blocks, Span<float> vector)
    {
        var mean = vector[..features.Width];
        var deviation = vector[features.Width..];
        var count = (float)(blocks.Count * EncoderFeatures.BlockFrames);
        foreach (var block in blocks)
        {
            var at = ((block * features.Layers) + layer) * features.Width;
            Accumulate(features.Sums.AsSpan(at, features.Width), mean);
            Accumulate(features.Squares.AsSpan(at, features.Width), deviation);
        }

        for (var i = 0; i < features.Width; i++)
        {
            mean[i] /= count;
            deviation[i] = MathF.Sqrt(MathF.Max((deviation[i] / count) - (mean[i] * mean[i]), LeastVariance));
        }
    }

    private static void Accumulate(ReadOnlySpan<float> values, Span<float> sum) => System.Numerics.Tensors.TensorPrimitives.Add(sum, values, sum);
}
