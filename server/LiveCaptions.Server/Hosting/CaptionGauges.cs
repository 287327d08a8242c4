using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Hosting;

/// <summary>Gauges of what there is at this moment.</summary>
internal sealed class CaptionGauges(CaptionMetrics metrics, LiveSessions live, StreamLoad load, CueBroadcaster broadcaster, LiveSinks sinks)
{
    public void Register()
    {
        metrics.Observe(
            "livecaptions.sessions.live", "{session}", "Sessions with audio coming or finals outstanding", () => live.All.Count());
        metrics.Observe("livecaptions.streams.live", "{stream}", "Audio tracks that count against the stream limit", () => load.Streams);
        metrics.Observe("livecaptions.lag", "s", "How far the stream that is furthest behind is behind its audio", () => load.Lag);
        metrics.Observe("livecaptions.viewers", "{viewer}", "Viewers by SignalR and Server-Sent Events", () => broadcaster.Viewers);
        metrics.Observe("livecaptions.sinks.live", "{sink}", "Live sinks of sessions that have not ended", () => sinks.Count);
    }
}
