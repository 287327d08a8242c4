using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Formats.Scc;

/// <summary>Cues to screens: a pop-on caption is all that is shown at a time, so that cues which are shown together share one.</summary>
internal static class SccScreens
{
    /// <summary>Rows of a caption.</summary>
    private const int MaxRows = 4;

    /// <summary>Cues at the same time; no more than this fit anyway.</summary>
    private const int MaxTogether = 8;

    /// <param name="cues">In order of start.</param>
    /// <param name="lost">Is told of each screen that does not hold all of its cues.</param>
    public static IEnumerable<SccScreen> Of(IReadOnlyList<PublishedCue> cues, Action lost)
    {
        var shown = new List<PublishedCue>();
        var next = 0;
        var at = 0L;
        while (next < cues.Count || shown.Count > 0)
        {
            if (shown.Count == 0)
            {
                at = cues[next].Start;
            }

            for (; next < cues.Count && cues[next].Start <= at; next++)
            {
                shown.Add(cues[next]);
            }

            if (shown.Count > MaxTogether)
            {
                shown.RemoveRange(0, shown.Count - MaxTogether);
            }

            var end = Math.Min(shown.Min(cue => cue.End), next < cues.Count ? cues[next].Start : long.MaxValue);
            var rows = shown.SelectMany(cue => cue.Lines).ToList();
            if (rows.Count > MaxRows)
            {
                lost();
            }

            if (end > at)
            {
                yield return new SccScreen(at, end, [.. rows.TakeLast(MaxRows)]);
            }

            at = end;
            shown.RemoveAll(cue => cue.End <= at);
        }
    }
}
