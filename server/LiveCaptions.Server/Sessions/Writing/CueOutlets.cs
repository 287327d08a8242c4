using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>Where the messages of all sessions go: first the store, then who watches.</summary>
internal sealed record CueOutlets(
    SessionStore Sessions, FinalStore Finals, TranslationStore Translations,
    CueBroadcaster Broadcaster, CaptionMetrics Metrics, TimeProvider Time);
