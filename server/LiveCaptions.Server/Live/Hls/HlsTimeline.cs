using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>
/// Where a session's captions are cut into segments, and which of them nothing can be added to any more. Times in seconds.
/// </summary>
internal static class HlsTimeline
{
    /// <summary>Length of a segment: what most video streams use.</summary>
    public const int SegmentSeconds = 6;

    /// <summary>A cue shorter than this is shown longer, so that it can be read.</summary>
    public const double MinDuration = 0.834;

    /// <summary>The first interim of an utterance comes this long after its first word at most, when recognition keeps up.</summary>
    private const double SpeechUnderWay = 3;

    /// <summary>Translations are waited for so long; one that comes later is in the files only.</summary>
    public const double TranslationWait = 30;

    /// <summary>When a cue leaves the screen. Depends on the cue alone, so it is the same in every segment.</summary>
    public static double EndOf(Cue cue) => EndOf(cue.Start, cue.End);

    public static double EndOf(double start, double end) => Math.Max(end, start + MinDuration);

    /// <summary>Up to where no final will begin any more.</summary>
    /// <param name="duration">Of the audio that came.</param>
    /// <param name="lag">What of it recognition has not heard yet.</param>
    /// <param name="lastFinalStart">Finals never begin before the one sent last.</param>
    public static double SettledUntil(double duration, double lag, IReadOnlyList<Cue> open, double lastFinalStart)
    {
        var heard = open.Select(c => c.Start).Append(duration - lag).Min();
        return Math.Max(lastFinalStart, heard - SpeechUnderWay);
    }

    /// <summary>Segments that are whole at a time; of an ended session the last may be shorter.</summary>
    public static int SegmentsUntil(double settled) => Math.Max(0, (int)Math.Floor(settled / SegmentSeconds));

    /// <summary>All segments of an ended session: as long as the audio, or as the last cue is shown.</summary>
    public static int SegmentsOf(double duration, double lastEnd) =>
        Math.Max(1, (int)Math.Ceiling(Math.Max(duration, lastEnd) / SegmentSeconds));
}
