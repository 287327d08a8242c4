using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Formats;

/// <summary>
/// The transcript to read: a line per paragraph, an empty line between two. A new paragraph starts at a pause and where the speaker
/// changes; its speaker stands before it in brackets when the session knows speakers.
/// </summary>
public sealed class PlainTextFormat : ICueFormat
{
    /// <summary>Seconds of silence that end a paragraph.</summary>
    private const double ParagraphPause = 2;

    public string Extension => "txt";

    public string ContentType => "text/plain; charset=utf-8";

    public void Write(CaptionDocument document, Stream output)
    {
        using var writer = Utf8Text.Writer(output);
        Cue? last = null;
        foreach (var cue in document.Cues)
        {
            var text = CaptionText.Clean(cue.Text);
            if (text.Length == 0)
            {
                continue;
            }

            writer.Write(Separator(last, cue));
            writer.Write(text);
            last = cue;
        }

        if (last is not null)
        {
            writer.WriteLine();
        }
    }

    private static string Separator(Cue? last, Cue cue)
    {
        var sameSpeaker = last is not null && last.Speaker?.Id == cue.Speaker?.Id;
        if (sameSpeaker && cue.Start - last!.End < ParagraphPause)
        {
            return " ";
        }

        var label = !sameSpeaker && cue.Speaker is { } speaker ? $"[{CaptionText.Clean(speaker.Label)}] " : "";
        return (last is null ? "" : "\n\n") + label;
    }
}
