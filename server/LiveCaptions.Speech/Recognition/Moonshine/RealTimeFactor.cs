namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Tries a loaded model out on this machine, in well under a second: on single decodes, as live windows are decoded, and it is live streams
/// that are admitted by the figure. Utterances of files that wait together are decoded in batches and cost up to a fifth less.
/// </summary>
internal static class RealTimeFactor
{
    private const double Seconds = 4;

    /// <summary>Tokens per second of English speech (measured: 3.2 on read speech with its pauses, up to 4.5 without).</summary>
    private const double TokensPerSecond = 4;

    private const int Runs = 5;

    /// <summary>
    /// CPU seconds per audio second of decoding an utterance once, by itself. CPU time, as a neighbour's load at start says nothing about
    /// later.
    /// </summary>
    public static double Measure(MoonshineModel model, MoonshineDecoder decoder)
    {
        var audio = TrialSound.Of(Seconds);
        var frames = StemFeatures.Frames(audio.Length);
        var encodes = new List<TimeSpan>();
        var passes = new List<TimeSpan>();
        for (var run = 0; run < Runs; run++)
        {
            var started = Environment.CpuUsage.TotalTime;
            using var cross = CrossAttention.Encode(model, new StemFeatures(model).Prepare(audio, 0, frames));
            encodes.Add(Environment.CpuUsage.TotalTime - started);

            // Noise is answered with the end token: one pass.
            started = Environment.CpuUsage.TotalTime;
            decoder.Decode(cross, [], CancellationToken.None);
            passes.Add(Environment.CpuUsage.TotalTime - started);
        }

        // The fastest run is the one that nothing else on the machine disturbed.
        return (encodes.Min() / TimeSpan.FromSeconds(Seconds)) + (passes.Min().TotalSeconds * TokensPerSecond);
    }
}
