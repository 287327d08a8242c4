namespace LiveCaptions.Bench.Conditions;

/// <summary>So loud that three of a hundred samples are beyond what can be recorded.</summary>
internal sealed class Clipped : ICondition
{
    private const double WholeShare = 0.97;

    public Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken)
    {
        var loudest = speech.Select(Math.Abs).Order().ElementAtOrDefault((int)(WholeShare * speech.Length));
        return Task.FromResult(Array.ConvertAll(SoundLevel.Scale(speech, loudest, 1), sample => Math.Clamp(sample, -1, 1)));
    }
}
