using System.Globalization;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// YouTube's SubViewer (.sbv), in the publishing layout: times, plain text, an empty line. Where people speak at the same time, their
/// names stand before the text.
/// </summary>
public sealed class SbvFormat : ICueFormat
{
    public string Extension => "sbv";

    public string ContentType => "text/plain; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        foreach (var (i, (cue, _)) in ShownCues.Of(document, new FormatHabits { NamesSimultaneous = true }).Index())
        {
            if (i > 0)
            {
                writer.WriteLine();
            }

            writer.WriteLine($"{Time(cue.Start)},{Time(cue.End)}");
            writer.WriteLine(string.Join('\n', cue.Lines));
        }
    }

    private static string Time(long milliseconds)
    {
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}.{rest:000}");
    }
}
