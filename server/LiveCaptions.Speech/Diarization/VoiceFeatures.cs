using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// What a voice is told by: per encoder layer the mean and the deviation of each channel, then the same of the cepstrum,
/// over some blocks of an utterance. The layers have learnt what speech is; the cepstrum hears only this moment, while the layers'
/// attention hears the other speaker, too.
/// </summary>
/// <param name="taps">Names of the layers, in order.</param>
internal sealed class VoiceFeatures(HeardUtterance utterance, IReadOnlyList<string> taps)
{
    private readonly Cepstrum _cepstrum = new(utterance.Audio);
    private readonly int[] _layers = utterance.Features.Find(taps);

    /// <returns>[2 · layers · D + 2 · <see cref="Cepstrum.Coefficients"/>]</returns>
    public float[] Of(IReadOnlyList<int> blocks)
    {
        var features = utterance.Features;
        var width = 2 * features.Width;
        var vector = new float[(_layers.Length * width) + (2 * Cepstrum.Coefficients)];
        foreach (var (place, layer) in _layers.Index())
        {
            features.Statistics(layer, blocks, vector.AsSpan(place * width, width));
        }

        _cepstrum.Statistics(blocks.Select(block => block * EncoderFeatures.BlockLength), EncoderFeatures.BlockLength, vector.AsSpan(
            ^(2 * Cepstrum.Coefficients)));
        return vector;
    }
}
