using System.Text.RegularExpressions;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// SubRip (.srt), in the publishing layout: plain text, no styling. Where people speak at the same time, their names stand before the text. SubRip has no way to escape, so where words look like markup
/// (a tag, an entity, an arrow, <c>{\an8}</c>) an invisible word joiner (U+2060) keeps players from taking them for it.
/// </summary>
public sealed partial class SubRipFormat : ICueFormat
{
    public string Extension => "srt";

    public string ContentType => "application/x-subrip; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        var number = 0;
        var options = new PublishingOptions { NamesSimultaneous = true, MarksEmotions = document.MarksEmotions, Language = document.Language };
        foreach (var cue in PublishingLayout.Arrange(document.Cues, document.Duration, options))
        {
            if (number > 0)
            {
                writer.WriteLine();
            }

            writer.WriteLine(++number);
            writer.WriteLine($"{CaptionTime.Format(cue.Start, ',')} --> {CaptionTime.Format(cue.End, ',')}");
            foreach (var line in cue.Lines)
            {
                writer.WriteLine(Disarm(line));
            }
        }
    }

    private static string Disarm(string line) => Markup().Replace(line, "$0\u2060");

    /// <summary>Beginnings of what players read as markup.</summary>
    [GeneratedRegex(@"<(?=[A-Za-z/])|&(?=#?[A-Za-z0-9]+;)|--(?=>)|\{(?=\\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();
}
