namespace LiveCaptions.Bench.Doors;

/// <summary>One stream by Deepgram's door in real time; the hub shows the same session at the same time.</summary>
internal sealed class DoorBench(BenchServer server, TimeProvider time)
{
    public async Task<DoorFigures> RunAsync(Programme programme, CancellationToken cancellationToken)
    {
        using var client = new ListenClient(time);
        using var hub = new HubListener(time);
        var web = server.Http.BaseAddress!;
        var session = await client.ConnectAsync(web, cancellationToken);
        await hub.ConnectAsync(new UriBuilder(web) { Scheme = "ws", Path = "/hubs/captions" }.Uri, session, cancellationToken);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = hub.WatchAsync(enough.Token);
        await client.SpeakAsync(programme.Samples, cancellationToken);
        await enough.CancelAsync();
        await watching;

        var (finals, unmatched) = Behind(hub.Arrived, client.Arrived, isFinal: true);
        return new DoorFigures
        {
            AudioSeconds = programme.Duration,
            FinalBehindHub = Distribution.Of(finals),
            InterimBehindHub = Distribution.Of(Behind(hub.Arrived, client.Arrived, isFinal: false).Seconds),
            Unmatched = unmatched,
            WorstPublishDelay = Math.Round(client.WorstDelay, 3),
        };
    }

    /// <summary>The same words in the same order: each of the hub's is looked for behind the last that was found.</summary>
    private (List<double> Seconds, int Unmatched) Behind(IReadOnlyList<ArrivedText> hub, IReadOnlyList<ArrivedText> door, bool isFinal)
    {
        var told = door.Where(text => text.IsFinal == isFinal && text.Text.Length > 0).ToList();
        var (seconds, next, missing) = (new List<double>(), 0, 0);
        foreach (var text in hub.Where(text => text.IsFinal == isFinal && text.Text.Length > 0))
        {
            var found = told.FindIndex(next, other => other.Text == text.Text);
            if (found < 0)
            {
                missing++;
                continue;
            }

            // Nothing, and not less than nothing, where it is less than is told.
            seconds.Add(Math.Round(time.GetElapsedTime(text.At, told[found].At).TotalSeconds, 3) + 0d);
            next = found + 1;
        }

        return (seconds, missing + told.Count - seconds.Count);
    }
}
