using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>What every sink needs of the program around it.</summary>
internal sealed class SinkContext(
    SessionDirectory directory, SinkStore store, CaptionMetrics metrics, TimeProvider time, ILogger<LiveSink> logger)
{
    public SinkStore Store => store;

    public CaptionMetrics Metrics => metrics;

    public TimeProvider Time => time;

    public ILogger<LiveSink> Logger => logger;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Instant of a session's first sample; null before it.</summary>
    public async Task<DateTimeOffset?> StartOfAsync(string sessionId) => (await directory.ViewAsync(sessionId))?.StartedAt;

    /// <summary>From 0 to 1, so that sinks that fail together do not come back together.</summary>
    public double Random() => System.Random.Shared.NextDouble();
}
