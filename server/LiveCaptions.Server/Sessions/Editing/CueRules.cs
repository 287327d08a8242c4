using System.Globalization;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>What a final may be that a person makes.</summary>
internal static class CueRules
{
    public const int MaxText = 2_000;

    /// <summary>Seconds: nobody reads a cue longer; lists of what is on the screen look no further back.</summary>
    public const double MaxLength = 60;

    /// <summary>Seconds: caption files have no later times either.</summary>
    private const double MaxTime = 100 * 3_600;

    /// <param name="now">How long the session is, while it is live; null once it is not.</param>
    /// <exception cref="EditRefusedException">The times are none of a cue.</exception>
    public static void RequireTimes(double start, double end, double? now)
    {
        if (!(start >= 0 && end > start && end <= MaxTime && end - start <= MaxLength + 0.001))
        {
            throw new EditRefusedException(
                400, "times_invalid",
                $"start and end are seconds from the session's first sample: a cue ends after it starts, and within {MaxLength} s.");
        }

        RequireSaid(start, now);
    }

    /// <summary>What is said later never begins before: nobody would know by then.</summary>
    public static void RequireSaid(double start, double? now)
    {
        if (start > now)
        {
            throw new EditRefusedException(400, "times_invalid", string.Create(
                CultureInfo.InvariantCulture, $"The session is live and {now:0.###} s long so far: a cue cannot begin later."));
        }
    }

    public static void RequireText(string text)
    {
        if (text.Length is 0 or > MaxText)
        {
            throw new EditRefusedException(400, "text_invalid", $"text has 1 to {MaxText} characters.");
        }
    }

    /// <summary>Somebody changes what they have before them, not what another made of it.</summary>
    public static void RequireVersion(Cue cue, CueVersion asked)
    {
        if (asked.Revision is { } revision && revision != cue.Revision)
        {
            throw new EditRefusedException(409, "revision_clash",
                $"Cue '{cue.Id}' was changed meanwhile: it has revision {cue.Revision} now. Look at it and try again.") { Newer = cue };
        }
    }
}
