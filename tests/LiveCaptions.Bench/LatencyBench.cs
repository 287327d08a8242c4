namespace LiveCaptions.Bench;

/// <summary>One stream in real time, as its viewer sees it; then the same audio by the way of <c>transcribe</c>.</summary>
public sealed class LatencyBench(BenchServer server, TimeProvider time)
{
    /// <exception cref="InvalidOperationException">The server takes no stream at all.</exception>
    public async Task<LatencyFigures> RunAsync(Programme programme, CancellationToken cancellationToken)
    {
        using var stream = await LiveStream.OpenAsync(server, programme, time, cancellationToken)
            ?? throw new InvalidOperationException(
                "The server takes no stream: this engine is too big for this machine. Try --engine moonshine-tiny.");
        var use = new CpuUse(time);
        var live = await stream.PlayAsync(spoken: null, cancellationToken);
        var cpu = use.CpuSeconds;
        var unhurried = await UnhurriedRun.WordsAsync(server.Engine, programme, cancellationToken);
        var (liveWer, transcribeWer) = (WordErrorRate.Between(programme.Text, live.Text),
            WordErrorRate.Between(programme.Text, string.Join(' ', unhurried)));
        return new LatencyFigures
        {
            AudioSeconds = programme.Duration,
            StableWord = Distribution.Of(live.StableWord),
            UtteranceFinal = Distribution.Of(live.UtteranceFinal),
            Final = Distribution.Of(live.Final),
            FirstShown = Distribution.Of(live.FirstShown),
            BeyondStatedLatency = Distribution.Of(live.BeyondStatedLatency),
            FinalWords = live.FinalWords,
            ErasedWords = live.ErasedWords,
            Erasure = Math.Round(live.ErasedWords / (double)Math.Max(1, live.FinalWords), 4),
            CpuSecondsPerAudioSecond = Math.Round(cpu / programme.Duration, 4),
            WorstPublishDelay = Math.Round(stream.WorstPublishDelay, 3),
            LiveWer = liveWer,
            TranscribeWer = transcribeWer,
            WerRatio = transcribeWer.Errors > 0 ? Math.Round(liveWer.Rate / transcribeWer.Rate, 3) : null,
            WordsUnlikeTranscribe = WordErrorRate.Between(unhurried, live.Words).Errors,
        };
    }
}
