using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>How many live streams there are, how far behind they are, and whether more can be taken.</summary>
public sealed class StreamLoad(LiveSessions live, IOptions<SessionOptions> options)
{
    /// <summary>Tracks with audio coming, expected, or still being recognised; without imports, which give way.</summary>
    public int Streams => live.All.Where(s => !s.IsImport).Sum(s => s.Tracks.Count(t => !t.Done));

    /// <summary>Seconds that the live stream that is furthest behind is behind.</summary>
    public double Lag => AudioFormat.ToSeconds(OpenTracks.Select(t => t.Lag).DefaultIfEmpty().Max());

    /// <summary>The same for streams whose audio comes at the pace it is spoken.</summary>
    public double RealTimeLag => AudioFormat.ToSeconds(OpenTracks.Where(t => !t.IsAheadOfTime).Select(t => t.Lag).DefaultIfEmpty().Max());

    private IEnumerable<AudioTrack> OpenTracks => live.All.SelectMany(s => s.Tracks).Where(t => !t.Done);

    /// <summary>Live streams that are taken at once.</summary>
    public int MaxStreams(SpeechEngine engine) => options.Value.MaxStreams > 0 ? options.Value.MaxStreams : engine.Capacity.MaxStreams;

    /// <returns>Why no further streams, so many, can be taken now; null when they can.</returns>
    public string? FindObstacle(SpeechEngine engine, int streams = 1)
    {
        var limit = MaxStreams(engine);
        if (Streams + streams > limit)
        {
            var more = streams > 1 ? $"and has no room for {streams} more" : "and has them all";
            return $"This server takes {limit} live streams at once {more}. Try again later.";
        }

        return RealTimeLag is var lag && lag > options.Value.MaxLagSeconds
            ? $"This server is {lag:F0} s behind with the streams it has. Try again later."
            : null;
    }
}
