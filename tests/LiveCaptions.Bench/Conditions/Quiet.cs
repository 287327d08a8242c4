namespace LiveCaptions.Bench.Conditions;

/// <summary>Speech 45 dB below full scale.</summary>
internal sealed class Quiet : ICondition
{
    private const double Decibels = -45;

    public Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken) =>
        Task.FromResult(SoundLevel.Scale(speech, SoundLevel.OfSpeech(speech), SoundLevel.FromDecibels(Decibels)));
}
