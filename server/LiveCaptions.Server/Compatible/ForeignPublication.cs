using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Compatible;

/// <summary>One who publishes by another's protocol, and what comes of it. To be disposed when they have gone.</summary>
internal sealed record ForeignPublication(SessionRow Session, PublishedTracks Tracks, ViewerFeed Feed, LiveSessions Live) : IDisposable
{
    public void Dispose()
    {
        Tracks.Detach(saidGoodbye: true);
        Feed.Dispose();
    }
}
