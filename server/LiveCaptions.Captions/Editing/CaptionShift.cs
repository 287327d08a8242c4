using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;

namespace LiveCaptions.Captions.Editing;

/// <summary>Moves captions in time, as where a video begins earlier or later than what was captioned.</summary>
public static class CaptionShift
{
    /// <param name="seconds">Added to all times; what is before zero then is left out, and what begins before it begins at zero.</param>
    public static CaptionDocument By(CaptionDocument document, double seconds)
    {
        var milliseconds = (long)Math.Round(seconds * 1_000);
        if (milliseconds == 0)
        {
            return document;
        }

        return document with
        {
            Duration = Math.Max(0, document.Duration + (milliseconds / 1_000.0)),
            Cues = [.. document.Cues.Where(cue => cue.End + (milliseconds / 1_000.0) > 0).Select(cue => Move(cue, milliseconds / 1_000.0))],
            Published = document.Published is { } published
                ? [.. published.Where(cue => cue.End + milliseconds > 0)
                    .Select(cue => cue with { Start = Math.Max(0, cue.Start + milliseconds), End = cue.End + milliseconds })]
                : null,
        };
    }

    private static Cue Move(Cue cue, double seconds) => cue with
    {
        Start = At(cue.Start, seconds),
        End = At(cue.End, seconds),
        Words = cue.Words is { } words
            ? [.. words.Select(word => word with { Start = At(word.Start, seconds), End = At(word.End, seconds) })]
            : null,
    };

    private static double At(double time, double seconds) => Math.Max(0, Math.Round(time + seconds, 3));
}
