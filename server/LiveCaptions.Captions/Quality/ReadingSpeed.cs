using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Quality;

/// <summary>How fast captions have to be read.</summary>
/// <param name="WordsPerMinute">All words by the time that their captions last, without the pauses between them.</param>
/// <param name="CharactersPerSecond">Of the captions as files show them; null where there are none.</param>
/// <param name="ShareTooFast">Of those, the share that is faster than the layout's highest speed, 0 to 1.</param>
public sealed record ReadingSpeed(double WordsPerMinute, Distribution? CharactersPerSecond, double ShareTooFast)
{
    /// <summary>Rounding of times to milliseconds.</summary>
    internal const double Tolerance = 0.01;

    /// <param name="cues">As they are read one after another.</param>
    /// <param name="published">The same, as files show them.</param>
    public static ReadingSpeed? Of(IReadOnlyList<Cue> cues, IReadOnlyList<PublishedCue> published, PublishingOptions options)
    {
        var seconds = cues.Sum(cue => cue.End - cue.Start);
        if (cues.Count == 0 || seconds <= 0)
        {
            return null;
        }

        var speeds = published.Select(SpeedOf).ToList();
        var tooFast = speeds.Count(speed => speed > options.MaxReadingSpeed + Tolerance);
        return new ReadingSpeed(
            Math.Round(cues.Sum(cue => CaptionText.Words(cue.Text).Length) / seconds * 60, 1),
            Distribution.Of(speeds),
            speeds.Count == 0 ? 0 : Math.Round(tooFast / (double)speeds.Count, 4));
    }

    /// <summary>Columns per second.</summary>
    internal static double SpeedOf(PublishedCue cue) =>
        cue.Lines.Sum(line => DisplayWidth.Of(line)) * 1000.0 / Math.Max(1, cue.End - cue.Start);
}
