using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>How many live streams there are, how far behind they are, and whether more can be taken.</summary>
public sealed class StreamLoad(LiveSessions live, EnginePool pool, IOptions<SessionOptions> options)
{
    private const double Rounding = 1e-6;

    /// <summary>Tracks with audio coming, expected, or still being recognised; without imports, which give way.</summary>
    public int Streams => live.All.Where(s => !s.IsImport).Sum(s => s.Tracks.Count(t => !t.Done));

    /// <summary>Seconds that the live stream that is furthest behind is behind.</summary>
    public double Lag => AudioFormat.ToSeconds(OpenTracks.Select(t => t.Lag).DefaultIfEmpty().Max());

    private IEnumerable<AudioTrack> OpenTracks => live.All.SelectMany(s => s.Tracks).Where(t => !t.Done);

    /// <summary>Live streams that are taken at once.</summary>
    public int MaxStreams(SpeechEngine engine) => options.Value.MaxStreams > 0 ? options.Value.MaxStreams : engine.Capacity.MaxStreams;

    /// <summary>Live tracks that an engine hears, or will.</summary>
    public int StreamsOf(PooledEngine engine) =>
        live.All.Where(s => !s.IsImport && s.Engines.Now == engine).Sum(s => s.Tracks.Count(t => !t.Done));

    /// <returns>Why no further streams, so many, can be taken now; null when they can.</returns>
    public string? FindObstacle(PooledEngine engine, int streams = 1)
    {
        if (FindLimit(engine) is var (limit, taken) && taken + streams > limit)
        {
            var more = streams > 1 ? $"and has no room for {streams} more" : "and has them all";
            return $"This server takes {limit} live streams at once {more}. Try again later.";
        }

        return LagBeside(engine) is var lag && lag > options.Value.MaxLagSeconds
            ? $"This server is {lag:F0} s behind with the streams it has. Try again later."
            : null;
    }

    /// <summary>
    /// Seconds that streams whose audio comes at the pace it is spoken are behind, of those that a further one would be beside: of the
    /// same engine, or of this machine's. What a provider is behind with is no reason to refuse who is heard here.
    /// </summary>
    private double LagBeside(PooledEngine engine) => AudioFormat.ToSeconds(live.All
        .Where(s => s.Engines.Now == engine || (!s.Engines.Now.Capabilities.IsRemote && !engine.Capabilities.IsRemote))
        .SelectMany(s => s.Tracks).Where(t => !t.Done && !t.IsAheadOfTime).Select(t => t.Lag).DefaultIfEmpty().Max());

    /// <returns>
    /// How many streams there may be, and are; an engine that is not loaded is taken for as fast as the server's own. Null where that is
    /// not loaded, either.
    /// </returns>
    private (int Limit, int Taken)? FindLimit(PooledEngine engine)
    {
        if (options.Value.MaxStreams > 0)
        {
            return (options.Value.MaxStreams, Streams);
        }

        return (engine.Loaded ?? pool.Default.Loaded) is { } loaded
            ? ((int)Math.Max(0, (loaded.Capacity.MaxStreams * (1 - TakenByOthers(engine, loaded))) + Rounding), StreamsOf(engine))
            : null;
    }

    /// <summary>
    /// What the streams of other engines of this machine take of it. One that is still being loaded is taken for as fast as this one.
    /// </summary>
    private double TakenByOthers(PooledEngine engine, SpeechEngine loaded) => engine.Capabilities.IsRemote
        ? 0
        : pool.All.Where(other => other != engine && !other.Capabilities.IsRemote && StreamsOf(other) > 0)
            .Sum(other => StreamsOf(other) / Math.Max(1.0, (other.Loaded ?? loaded).Capacity.MaxStreams));
}
