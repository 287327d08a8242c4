using System.Numerics.Tensors;

namespace LiveCaptions.Bench.Conditions;

/// <summary>
/// Speech in noise. The ratio is of the speech where somebody speaks to all of the noise; what would clip is made softer as a whole.
/// </summary>
/// <param name="ratio">Decibels.</param>
internal sealed class AddedNoise(INoise noise, double ratio) : ICondition
{
    public async Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken)
    {
        var added = await noise.NextAsync(clip, speech.Length, cancellationToken);
        var mixed = SoundLevel.Scale(added, SoundLevel.Of(added), SoundLevel.OfSpeech(speech) / SoundLevel.FromDecibels(ratio));
        TensorPrimitives.Add(mixed, speech, mixed);
        var peak = mixed.Length == 0 ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(mixed));
        return peak > 1 ? SoundLevel.Scale(mixed, peak, 1) : mixed;
    }
}
