using System.Collections.Concurrent;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Live.Sinks.Obs;
using LiveCaptions.Server.Live.Sinks.YouTube;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>The sinks of all sessions: makes them, stores them, takes them up again after a restart.</summary>
internal sealed partial class LiveSinks(
    SinkContext around, SinkConnections connections, SessionDirectory directory, CueBroadcaster broadcaster, FinalStore finals)
    : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<(string SessionId, string Id), LiveSink> _running = new();
    private readonly SemaphoreSlim _gate = new(1, 1);

    public int Count => _running.Count;

    public async Task<IReadOnlyList<SinkView>> ListAsync(string sessionId) => (await around.Store.ListAsync(sessionId)).ConvertAll(ViewOf);

    public async Task<SinkView?> FindAsync(string sessionId, string id) =>
        await around.Store.FindAsync(sessionId, id) is { } row ? ViewOf(row) : null;

    /// <summary>Stores a sink and starts it, in the place of the one with its ids. A new one gets what is said from now on.</summary>
    /// <param name="findFault">Looks at the session's sinks, this one among them if it is there; what it returns
    /// is wrong, and nothing happens.</param>
    /// <param name="change">What the request asks for, put onto the stored one (null: there is none).</param>
    /// <returns>The sink and whether it is new, or the fault.</returns>
    public async Task<(SinkView? Sink, bool IsNew, T? Fault)> PutAsync<T>(
        string sessionId, string id, Func<List<SinkRow>, Task<T?>> findFault, Func<SinkRow?, Task<SinkRow>> change)
        where T : class
    {
        await _gate.WaitAsync();
        try
        {
            if (await findFault(await around.Store.ListAsync(sessionId)) is { } fault)
            {
                return (null, false, fault);
            }

            await StopAsync(sessionId, id);
            var before = await around.Store.FindAsync(sessionId, id);
            var row = await change(before);
            (row.AfterSeq, row.AfterStart) = before is null
                ? (await finals.LastSeqAsync(sessionId), (await finals.LastTimesAsync(sessionId))?.Start)
                : (before.AfterSeq, before.AfterStart);
            await around.Store.PutAsync(row);
            await StartAsync(row);
            return (ViewOf(row), before is null, null);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string sessionId, string id)
    {
        await _gate.WaitAsync();
        try
        {
            await StopAsync(sessionId, id);
            return await around.Store.DeleteAsync(sessionId, id);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await around.Store.ListOpenAsync())
        {
            await StartAsync(row);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_running.Values.Select(sink => sink.DisposeAsync().AsTask()));

    public void Dispose() => _gate.Dispose();

    private SinkView ViewOf(SinkRow row) => _running.TryGetValue((row.SessionId, row.Id), out var sink) ? sink.View : SinkView.From(row);

    private async Task StartAsync(SinkRow row)
    {
        var feed = broadcaster.Subscribe(row.SessionId, row.AfterSeq, isViewer: false);
        if ((await directory.ViewAsync(row.SessionId))?.State.IsOver() ?? true)
        {
            feed.Dispose();
            return;
        }

        if (row.IsLost)
        {
            feed.Dispose();
            LogLost(around.Logger, row.SessionId, row.Id, SinkView.LostError);
            return;
        }

        ISinkTarget target = row.Type == SinkType.YouTube
            ? new YouTubeTarget(row, connections.YouTube, around.Time)
            : new ObsTarget(row, connections.Obs, around.Time);
        var sink = new LiveSink(row, target, feed, around);
        _running[(row.SessionId, row.Id)] = sink;
        _ = ForgetWhenDoneAsync(row, sink);
    }

    /// <summary>Nothing of a sink stays in memory behind its session's end.</summary>
    private async Task ForgetWhenDoneAsync(SinkRow row, LiveSink sink)
    {
        await sink.Start().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(KeyValuePair.Create((row.SessionId, row.Id), sink));
    }

    private async Task StopAsync(string sessionId, string id)
    {
        if (_running.TryRemove((sessionId, id), out var sink))
        {
            await sink.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} sink {Sink}: {Error}")]
    private static partial void LogLost(ILogger logger, string session, string sink, string error);
}
