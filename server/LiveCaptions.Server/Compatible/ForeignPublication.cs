using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Compatible;

/// <summary>One who publishes by another's protocol, and what comes of it. To be disposed when they have gone.</summary>
internal sealed record ForeignPublication(SessionRow Session, PublisherConnection Publisher, ViewerFeed Feed, LiveSessions Live)
    : IAsyncDisposable
{
    public PublishedTracks Tracks => Publisher.Tracks;

    public async ValueTask DisposeAsync()
    {
        Publisher.Leave(saidGoodbye: true);
        await Publisher.DisposeAsync();
        Feed.Dispose();
    }
}
