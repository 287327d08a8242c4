using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>
/// A WebVTT segment (RFC 8216, 3.5): a header with the map from caption times to video times, then every cue that is on the screen
/// at some time of it, with its whole times. A segment without cues is its header.
/// </summary>
internal static class HlsSegment
{
    private const int LineWidth = 42;
    private const int ClockRate = 90_000;

    /// <summary>MPEG-2 timestamps have 33 bits.</summary>
    private const long ClockMask = (1L << 33) - 1;

    /// <param name="cues">The session's finals.</param>
    /// <param name="offset">Seconds on the video's clock at which the session begins.</param>
    public static void Write(int index, IEnumerable<Cue> cues, double offset, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        writer.WriteLine("WEBVTT");
        writer.WriteLine($"X-TIMESTAMP-MAP=MPEGTS:{(long)Math.Round(offset * ClockRate) & ClockMask},LOCAL:00:00:00.000");

        // A blank line ends everything, the last cue too: players that put segments together would take the next header for text.
        writer.WriteLine();
        var from = index * (double)HlsTimeline.SegmentSeconds;
        foreach (var cue in cues
            .Where(c => CaptionText.Clean(c.Text).Length > 0 && c.Start < from + HlsTimeline.SegmentSeconds && HlsTimeline.EndOf(c) > from)
            .OrderBy(c => c.Start)
            .ThenBy(c => c.Seq))
        {
            WebVttFormat.WriteCue(writer, cue.Id, new PublishedCue(
                Milliseconds(cue.Start), Milliseconds(HlsTimeline.EndOf(cue)), LineBreaker.Break(cue.Text, LineWidth), cue.Speaker));
            writer.WriteLine();
        }
    }

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);

    /// <summary>A number as an address holds it.</summary>
    public static string Write(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
