using System.Collections.Concurrent;
using System.Collections.Immutable;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Feed;

/// <summary>
/// From a session to all who watch it. Posting never waits: every viewer has a bounded feed of their own,
/// so a slow one holds up nobody.
/// </summary>
public sealed class CueBroadcaster(FinalStore finals)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<ViewerFeed>> _feeds = new();

    /// <summary>Viewers of all sessions.</summary>
    public int Viewers => _feeds.Values.Sum(feeds => feeds.Count(feed => feed.IsViewer));

    /// <summary>What is posted from now on waits in the feed; dispose it when the viewer leaves.</summary>
    /// <param name="after">Finals up to this seq are known to the viewer.</param>
    /// <param name="isViewer">Whether somebody watches, instead of a sink that sends on.</param>
    /// <param name="languages">Of translations that it is to have besides what is said; null is none.</param>
    public ViewerFeed Subscribe(string sessionId, long after, bool isViewer = true, IReadOnlyCollection<string>? languages = null)
    {
        var feed = new ViewerFeed(this, finals, sessionId, after, languages) { IsViewer = isViewer };
        _feeds.AddOrUpdate(sessionId, [feed], (_, feeds) => feeds.Add(feed));
        return feed;
    }

    /// <summary>To be called in order of seq, finals after they were stored.</summary>
    public void Post(LiveMessage message)
    {
        if (_feeds.TryGetValue(message.SessionId, out var feeds))
        {
            foreach (var feed in feeds)
            {
                feed.Post(message);
            }
        }
    }

    /// <summary>Ends the feeds of a session that is deleted.</summary>
    public void Close(string sessionId)
    {
        if (_feeds.TryGetValue(sessionId, out var feeds))
        {
            foreach (var feed in feeds)
            {
                feed.Close();
            }
        }
    }

    internal void Unsubscribe(ViewerFeed feed)
    {
        while (_feeds.TryGetValue(feed.SessionId, out var feeds))
        {
            var rest = feeds.Remove(feed);
            var done = rest.IsEmpty
                ? _feeds.TryRemove(KeyValuePair.Create(feed.SessionId, feeds))
                : _feeds.TryUpdate(feed.SessionId, rest, feeds);
            if (done)
            {
                return;
            }
        }
    }
}
