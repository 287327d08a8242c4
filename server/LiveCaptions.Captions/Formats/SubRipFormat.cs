using System.Text.RegularExpressions;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// SubRip (.srt), in the publishing layout: plain text, no styling but colors on request. Where people speak at the same time, their
/// names stand before the text. SubRip has no way to escape, so where words
/// look like markup (a tag, an entity, an arrow, <c>{\an8}</c>) an invisible word joiner (U+2060) keeps players from taking them for it.
/// </summary>
public sealed partial class SubRipFormat : ICueFormat
{
    public string Extension => "srt";

    public string ContentType => "application/x-subrip; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        var cues = ShownCues.Of(document, new FormatHabits { NamesSimultaneous = true });
        var colors = document.Options.Speakers == SpeakerMarks.Colors ? new SpeakerColors(cues.Select(shown => shown.Cue.Speaker)) : null;
        foreach (var (i, (cue, _)) in cues.Index())
        {
            if (i > 0)
            {
                writer.WriteLine();
            }

            var text = string.Join('\n', cue.Lines.Select(Disarm));
            writer.WriteLine(i + 1);
            writer.WriteLine($"{CaptionTime.Format(cue.Start, ',')} --> {CaptionTime.Format(cue.End, ',')}");
            writer.WriteLine(colors is null || cue.Speaker is null ? text : $"<font color=\"#{colors.Of(cue.Speaker).Rgb}\">{text}</font>");
        }
    }

    private static string Disarm(string line) => Markup().Replace(line, "$0\u2060");

    /// <summary>Beginnings of what players read as markup.</summary>
    [GeneratedRegex(@"<(?=[A-Za-z/])|&(?=#?[A-Za-z0-9]+;)|--(?=>)|\{(?=\\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
