using System.CommandLine;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench.Fanout;

/// <summary>
/// <c>bench fanout-viewers</c>, which <c>bench fanout</c> starts: some of its viewers in a process of their own. No help names it.
/// </summary>
internal static class ViewersCommand
{
    public const string Name = "fanout-viewers";

    /// <summary>What it says on its output when all viewers watch; when its input ends, it ends, too.</summary>
    public const string Ready = "ready";

    private const int AtOnce = 32;
    private const int PingRounds = 100;
    private static readonly TimeSpan PingPeriod = TimeSpan.FromMilliseconds(100);

    public static Command Create(TimeProvider time)
    {
        var hub = new Option<string>("--hub") { Required = true };
        var session = new Option<string>("--session") { Required = true };
        var viewers = new Option<int>("--viewers") { Required = true };
        var report = new Option<string>("--report") { Required = true };
        var command = new Command(Name, "Viewers of bench fanout") { hub, session, viewers, report };
        command.Hidden = true;
        command.SetAction(async (result, cancellationToken) =>
        {
            var told = Task.Run(Console.In.ReadToEnd, cancellationToken); // a console has no reading that does not block
            var found = await RunAsync(
                new Uri(result.GetValue(hub)!), result.GetValue(session)!, result.GetValue(viewers),
                told, result.InvocationConfiguration.Output, time, cancellationToken);
            await File.WriteAllTextAsync(result.GetValue(report)!, JsonSerializer.Serialize(found, CaptionJson.Options), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <param name="told">When it is done, watching ends.</param>
    /// <param name="output">Gets <see cref="Ready"/> when all viewers watch.</param>
    internal static async Task<ViewersReport> RunAsync(
        Uri hub, string session, int count, Task told, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var notes = new ViewerNotes();
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        var all = Enumerable.Range(0, count).Select(_ => new FanoutViewer(notes, time)).ToList();
        try
        {
            // From the first viewer on: until the last one is in, the first would have been silent for too long.
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pinging = PingAsync(all, time, stop.Token);
            var watching = await ConnectAsync(all, hub, session, invoker, cancellationToken);
            await output.WriteLineAsync(Ready);
            await output.FlushAsync(cancellationToken);
            var use = new CpuUse(time);
            await WatchAsync(watching, told, cancellationToken);
            await stop.CancelAsync();
            await pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return new ViewersReport(
                count - watching.Count, watching.Count(viewer => !viewer.SawEnd),
                use.CpuSeconds, watching.ConvertAll(viewer => viewer.Finals), notes.Take());
        }
        finally
        {
            all.ForEach(viewer => viewer.Dispose());
        }
    }

    private static async Task<List<FanoutViewer>> ConnectAsync(
        List<FanoutViewer> all, Uri hub, string session, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        var isIn = new bool[all.Count];
        await Parallel.ForAsync(
            0,
            all.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, stop) => isIn[i] = await all[i].ConnectAsync(hub, session, invoker, stop));
        return [.. all.Where((_, i) => isIn[i])];
    }

    /// <summary>Until all viewers saw the end, or the one who started this process ends its input.</summary>
    private static async Task WatchAsync(List<FanoutViewer> watching, Task told, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var done = Task.WhenAll(watching.Select(viewer => viewer.WatchAsync(stop.Token)));
        await Task.WhenAny(done, told);
        await stop.CancelAsync();
        await done;
    }

    /// <summary>Each viewer every ten seconds, a hundredth of them at a time.</summary>
    private static async Task PingAsync(List<FanoutViewer> viewers, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(PingPeriod, time);
        for (var round = 0; await timer.WaitForNextTickAsync(cancellationToken); round = (round + 1) % PingRounds)
        {
            for (var i = round; i < viewers.Count; i += PingRounds)
            {
                await viewers[i].PingAsync(cancellationToken);
            }
        }
    }
}
