using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace LiveCaptions.Server.Live;

/// <summary>
/// Live captions by SignalR at <c>/hubs/captions</c>. Sends <c>cue</c> (insert, or replace the one with the same id and a lower revision),
/// <c>session</c> (its state changed), <c>speaker</c> and <c>emotion</c>. A viewer that reconnects forgets its interims and watches again.
/// </summary>
public sealed class CaptionHub(
    SessionDirectory directory, LiveSessions live, CaptionLanguages languages, CueBroadcaster broadcaster, CaptionConnections connections,
    AccessControl access, AccessLeases leases, KeyGuesses guesses, WatchStarts starts, TimeProvider time)
    : Hub
{
    private const int MaxWatched = 32;

    /// <summary>Finals that a viewer starts with, and what they may take.</summary>
    private const int PageSize = 300;
    private const int PageBytes = 256 * 1024;

    /// <summary>Starts watching a session; watching it again starts anew.</summary>
    /// <param name="afterSeq">Finals up to this seq are known already.</param>
    public Task<WatchReply> Watch(string sessionId, long? afterSeq = null) => WatchAsync(sessionId, afterSeq, []);

    /// <summary>The same with translations: cues of their own, each of which says of what it is one.</summary>
    /// <param name="languages">BCP 47; one that there is none of brings nothing.</param>
    public Task<WatchReply> WatchLanguages(string sessionId, long? afterSeq = null, IReadOnlyList<string>? languages = null) =>
        WatchAsync(sessionId, afterSeq, CaptionLanguages.Read(languages ?? []) ?? throw new HubException(CaptionLanguages.Rule));

    public Task Unwatch(string sessionId) => StopAsync(sessionId);

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var viewer in Viewers.Values)
        {
            await viewer.DisposeAsync();
        }
    }

    private async Task<WatchReply> WatchAsync(string sessionId, long? afterSeq, IReadOnlyList<string> asked)
    {
        var address = Context.GetHttpContext()?.Connection.RemoteIpAddress;
        if (!Pace.TryTake() || !starts.TryTake(address))
        {
            throw new HubException("Too many sessions were watched within too short a time. Try again in a second.");
        }

        if (await FindGrantAsync(sessionId) is not { } grant)
        {
            guesses.CountWrong(address);
            throw new HubException("Watching needs a key of scope 'view', or a token of this session: give it as access_token.");
        }

        await StopAsync(sessionId);
        if (Viewers.Count >= MaxWatched)
        {
            throw new HubException($"One connection watches {MaxWatched} sessions at most; unwatch one first.");
        }

        var translated = await languages.MeantAsync(sessionId, directory, asked);

        // Subscribed before the store is read: what is posted in between waits in the feed, which drops what was read.
        var after = await directory.GoOnBehindAsync(sessionId, afterSeq ?? 0);
        var feed = broadcaster.Subscribe(sessionId, after, languages: translated);
        var lease = leases.Take(grant);
        var viewer = new HubViewer(feed, lease, connections, Context.ConnectionId);
        Viewers[sessionId] = viewer;
        if (await directory.ViewAsync(sessionId) is not { } session)
        {
            await StopAsync(sessionId);
            throw new HubException($"There is no session '{CaptionText.Shown(sessionId)}'.");
        }

        var open = live.OpenCues(sessionId);
        var (finals, more) = await feed.TakeNewestAsync(PageSize * (1 + translated.Count), PageBytes);
        var cues = finals.OrderBy(cue => cue.Start).Concat(feed.TakeOpen(open, live.OpenCues(sessionId)));
        var reply = new WatchReply(session, [.. cues], feed.Sent, more);
        viewer.Start();

        // Whoever may still watch something else comes again.
        lease.Ended.Register(Context.Abort);
        return reply;
    }

    private Dictionary<string, HubViewer> Viewers => OfConnection(() => new Dictionary<string, HubViewer>(StringComparer.Ordinal));

    private WatchPace Pace => OfConnection(() => new WatchPace(time, 2 * MaxWatched));

    private T OfConnection<T>(Func<T> create)
        where T : class
    {
        if (!Context.Items.TryGetValue(typeof(T), out var item))
        {
            Context.Items[typeof(T)] = item = create();
        }

        return (T)item!;
    }

    /// <summary>Asked anew with every call: keys are revoked, and sessions stop being public, while a connection lasts.</summary>
    private async Task<WatchGrant?> FindGrantAsync(string sessionId) =>
        Context.GetHttpContext() is { } http
            ? await access.GrantWatchAsync(await access.IdentifyAsync(http, takesQuery: true), sessionId)
            : null;

    private async Task StopAsync(string sessionId)
    {
        if (Viewers.Remove(sessionId, out var viewer))
        {
            await viewer.DisposeAsync();
        }
    }
}
