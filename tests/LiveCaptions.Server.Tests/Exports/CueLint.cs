using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Tests.Exports;

/// <summary>The publishing rules, checked on finished cues.</summary>
internal static class CueLint
{
    /// <summary>Breaches of the rules.</summary>
    /// <param name="ofAnything">Whether it may be more than anybody can say, so that some of it is shown faster than anybody can
    /// read.</param>
    public static List<string> Errors(IReadOnlyList<PublishedCue> cues, bool ofAnything = false)
    {
        var errors = new List<string>();
        for (var i = 0; i < cues.Count; i++)
        {
            var cue = cues[i];
            var seconds = (cue.End - cue.Start) / 1000.0;
            Check(cue.Lines.Count is 1 or 2, "lines");
            Check(cue.Lines.All(l => l.Trim().Length > 0 && l == l.Trim()), "empty line or stray space");
            Check(cue.Lines.All(l => DisplayWidth.Of(l) <= 42), "width");
            Check(seconds is > 0 and <= 7 && (ofAnything || seconds >= 0.833), $"duration {seconds}");
            Check(ofAnything || Columns(cue) / seconds <= 20 + 1e-6, $"{Columns(cue) / seconds:F1} characters per second");
            Check(cue.Start >= 0, "negative start");
            if (i > 0)
            {
                var gap = cue.Start - cues[i - 1].End;
                Check(gap is 0 or >= 80, $"gap of {gap} ms");
            }

            void Check(bool holds, string rule)
            {
                if (!holds)
                {
                    errors.Add($"cue {i + 1} ({string.Join('|', cue.Lines)}): {rule}");
                }
            }
        }

        return errors;
    }

    public static int Hurried(IReadOnlyList<PublishedCue> cues) => cues.Count(c => Columns(c) * 1000.0 / (c.End - c.Start) > 17 + 1e-6);

    public static int Columns(PublishedCue cue) => cue.Lines.Sum(l => DisplayWidth.Of(l));
}
