namespace LiveCaptions.Bench;

/// <summary>More streams than the machine can take: none that was accepted may lose a word.</summary>
public sealed class OverloadBench(BenchServer server, ProgrammeSet programmes, TimeProvider time)
{
    /// <summary>Seconds of lag below which the server has caught up.</summary>
    public const double RecoveredLag = 3;

    public async Task<OverloadFigures> RunAsync(int tried, CancellationToken cancellationToken)
    {
        var streams = new List<LiveStream>();
        try
        {
            foreach (var programme in await programmes.JoinAsync(tried, cancellationToken))
            {
                if (await LiveStream.OpenAsync(server, programme, time, cancellationToken) is { } stream)
                {
                    streams.Add(stream);
                }
            }

            return await PlayAsync(streams, tried, cancellationToken);
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private async Task<OverloadFigures> PlayAsync(List<LiveStream> streams, int tried, CancellationToken cancellationToken)
    {
        using var speaking = new CountdownEvent(Math.Max(1, streams.Count));
        var spoken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lag = new LagWatch(server, time);
        var playing = Task.WhenAll(streams.Select(stream => stream.PlayAsync(
            () =>
            {
                if (speaking.Signal())
                {
                    spoken.SetResult();
                }
            },
            cancellationToken)));
        var watching = lag.DuringAsync(playing);
        await Task.WhenAny(spoken.Task, playing);
        var recovery = await lag.UntilBelowAsync(RecoveredLag, cancellationToken);
        await watching;
        var figures = await playing;
        var unlike = await CompareAsync(streams, figures, cancellationToken);
        return new OverloadFigures
        {
            Tried = tried,
            Refused = tried - streams.Count,
            Accepted = streams.Count,
            Limit = server.MaxStreams,
            AudioSecondsPerStream = streams.Count > 0 ? streams[0].Programme.Duration : 0,
            SameAsUnloaded = unlike.Count(words => words == 0),
            WordsUnlikeUnloaded = unlike.Sum(),
            FinalWords = figures.Sum(f => f.FinalWords),
            StableWord = Distribution.Of(figures.SelectMany(f => f.StableWord)),
            LagMax = Math.Round(lag.Max, 3),
            RecoverySeconds = recovery,
        };
    }

    private async Task<List<int>> CompareAsync(List<LiveStream> streams, LiveFigures[] figures, CancellationToken cancellationToken)
    {
        var unlike = new List<int>();
        foreach (var (stream, loaded) in streams.Zip(figures))
        {
            unlike.Add(await UnhurriedRun.CountUnlikeAsync(server.Engine, stream.Programme, loaded, cancellationToken));
        }

        return unlike;
    }
}
