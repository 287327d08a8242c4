using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// WebVTT (W3C), in the publishing layout. A speaker is a voice span: <c>&lt;v Name&gt;</c>. On request with a NOTE of where it is
/// from, colors, and lines for who speaks at the same time.
/// </summary>
public sealed class WebVttFormat : ICueFormat
{
    public string Extension => "vtt";

    public string ContentType => "text/vtt; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        var cues = ShownCues.Of(document, new FormatHabits());
        var colors = document.Options.Speakers == SpeakerMarks.Colors ? new SpeakerColors(cues.Select(shown => shown.Cue.Speaker)) : null;
        WriteHead(writer, document, colors);
        var voices = document.Options.Speakers is null or SpeakerMarks.Colors;
        foreach (var (i, shown) in cues.Index())
        {
            if (i > 0)
            {
                writer.WriteLine();
            }

            WriteCue(
                writer, $"{i + 1}", voices ? shown.Cue : shown.Cue with { Speaker = null },
                LineSetting(shown), colors?.Of(shown.Cue.Speaker).Name);
        }
    }

    /// <summary>A cue block, without the blank line around it.</summary>
    /// <param name="settings">With a space before it; empty for none.</param>
    /// <param name="color">A class around the text; null for none.</param>
    public static void WriteCue(TextWriter writer, string id, PublishedCue cue, string settings = "", string? color = null)
    {
        writer.WriteLine(id);
        writer.WriteLine($"{CaptionTime.Format(cue.Start, '.')} --> {CaptionTime.Format(cue.End, '.')}{settings}");
        var text = string.Join('\n', cue.Lines.Select(Escape));
        writer.WriteLine(Voice(cue.Speaker) + (color is null ? text : $"<c.{color}>{text}</c>"));
    }

    /// <summary>STYLE may stand before the first cue only.</summary>
    private static void WriteHead(StreamWriter writer, CaptionDocument document, SpeakerColors? colors)
    {
        writer.WriteLine("WEBVTT");
        writer.WriteLine();
        if (document.Options.Provenance == true)
        {
            writer.WriteLine("NOTE");
            writer.WriteLine(string.Join('\n', Provenance.Of(document)));
            writer.WriteLine();
        }

        if (colors?.Used.ToList() is { Count: > 0 } used)
        {
            writer.WriteLine("STYLE");
            writer.WriteLine(string.Join('\n', used.Select(color => $"::cue(.{color.Name}) {{ color: #{color.Rgb}; }}")));
            writer.WriteLine();
        }
    }

    /// <summary>Lines counted from the bottom: the upper one of the cue's, above those of two lines for each place below it.</summary>
    private static string LineSetting(ShownCue shown) => shown.Place is { } place ? $" line:{-(2 * place) - shown.Cue.Lines.Count}" : "";

    /// <summary>
    /// A voice span that runs to the cue's end needs no end tag. A space, which is not of the name, keeps dashes at its end from an arrow.
    /// </summary>
    private static string Voice(CueSpeaker? speaker) =>
        speaker is not null && CaptionText.Clean(speaker.Label) is { Length: > 0 } name
            ? $"<v {Escape(name)}{(name.EndsWith("--", StringComparison.Ordinal) ? " " : "")}>"
            : "";

    /// <summary><c>&gt;</c> would be legal, but not as part of an arrow.</summary>
    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
