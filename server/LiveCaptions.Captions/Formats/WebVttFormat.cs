using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>WebVTT (W3C), in the publishing layout. A speaker is a voice span: <c>&lt;v Name&gt;</c>.</summary>
public sealed class WebVttFormat : ICueFormat
{
    public string Extension => "vtt";

    public string ContentType => "text/vtt; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        writer.WriteLine("WEBVTT");
        writer.WriteLine();
        var number = 0;
        foreach (var cue in PublishingLayout.Arrange(document.Cues, document.Duration, new PublishingOptions { MarksEmotions = document.MarksEmotions, Language = document.Language }))
        {
            if (number > 0)
            {
                writer.WriteLine();
            }

            WriteCue(writer, $"{++number}", cue);
        }
    }

    /// <summary>A cue block, without the blank line around it.</summary>
    public static void WriteCue(TextWriter writer, string id, PublishedCue cue)
    {
        writer.WriteLine(id);
        writer.WriteLine($"{CaptionTime.Format(cue.Start, '.')} --> {CaptionTime.Format(cue.End, '.')}");
        writer.WriteLine(Voice(cue.Speaker) + string.Join('\n', cue.Lines.Select(Escape)));
    }

    /// <summary>A voice span that runs to the cue's end needs no end tag.</summary>
    private static string Voice(CueSpeaker? speaker) =>
        speaker is not null && CaptionText.Clean(speaker.Label) is { Length: > 0 } name ? $"<v {Escape(name)}>" : "";

    /// <summary><c>&gt;</c> would be legal, but not as part of an arrow.</summary>
    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
