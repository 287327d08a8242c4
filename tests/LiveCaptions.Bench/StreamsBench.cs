namespace LiveCaptions.Bench;

/// <summary>Several streams at once in real time: how late their words are.</summary>
public sealed class StreamsBench(BenchServer server, ProgrammeSet programmes, TimeProvider time)
{
    private const double P95Limit = 2.5;

    /// <param name="streams">How many; null tries 1, 2, 4 and so on until words come too late.</param>
    public async Task<StreamsFigures> RunAsync(int? streams, CancellationToken cancellationToken)
    {
        var steps = new List<StreamsStep>();
        double audio;
        var count = streams ?? 1;
        do
        {
            var joined = await programmes.JoinAsync(count, cancellationToken);
            audio = joined[0].Duration;
            steps.Add(await StepAsync(joined, cancellationToken));
            count *= 2;
        }
        while (streams is null && IsHeld(steps[^1]));
        return new StreamsFigures
        {
            AudioSecondsPerStream = audio,
            P95Limit = P95Limit,
            Held = steps.FindLast(IsHeld)?.Streams ?? 0,
            Steps = steps,
        };
    }

    private static bool IsHeld(StreamsStep step) => step.StableWord is { P95: <= P95Limit };

    private async Task<StreamsStep> StepAsync(IReadOnlyList<Programme> joined, CancellationToken cancellationToken)
    {
        var streams = new List<LiveStream>();
        try
        {
            foreach (var programme in joined)
            {
                streams.Add(await LiveStream.OpenAsync(server, programme, time, cancellationToken)
                    ?? throw new InvalidOperationException($"The server took {streams.Count} streams and refused the next."));
            }

            var use = new CpuUse(time);
            var lag = new LagWatch(server, time);
            var playing = Task.WhenAll(streams.Select(stream => stream.PlayAsync(spoken: null, cancellationToken)));
            await lag.DuringAsync(playing);
            var (cpu, figures) = (use.CpuSeconds, await playing);
            var unlike = 0;
            foreach (var (stream, live) in streams.Zip(figures))
            {
                unlike += await UnhurriedRun.CountUnlikeAsync(server.Engine, stream.Programme, live, cancellationToken);
            }

            return Summarise(streams, figures, unlike, lag.Max, cpu);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private static StreamsStep Summarise(List<LiveStream> streams, LiveFigures[] figures, int unlike, double lagMax, double cpu) => new()
    {
        Streams = streams.Count,
        StableWord = Distribution.Of(figures.SelectMany(f => f.StableWord)),
        UtteranceFinal = Distribution.Of(figures.SelectMany(f => f.UtteranceFinal)),
        WordsUnlikeUnloaded = unlike,
        LagMax = Math.Round(lagMax, 3),
        Wer = streams.Zip(figures, (stream, f) => WordErrorRate.Between(stream.Programme.Text, f.Text)).Aggregate((sum, wer) => sum + wer),
        CpuSecondsPerAudioSecond = Math.Round(cpu / streams.Sum(stream => stream.Programme.Duration), 4),
        WorstPublishDelay = Math.Round(streams.Max(stream => stream.WorstPublishDelay), 3),
    };
}
