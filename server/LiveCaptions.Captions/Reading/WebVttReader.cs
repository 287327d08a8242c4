using System.Text;
using LiveCaptions.Captions.Reading.WebVtt;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Reading;

/// <summary>
/// WebVTT (W3C), as the standard parses it. A voice around all of a text is its speaker; of several voices in one cue the names stand
/// before their words. Styles, places and ruby text go.
/// </summary>
public sealed class WebVttReader : ICaptionReader
{
    /// <summary>Of a cue's text with its markup.</summary>
    private const int MaxText = 20_000;

    public IReadOnlyList<string> Extensions { get; } = ["vtt"];

    public CaptionFile Read(ReadOnlySpan<byte> file)
    {
        FileText.RequireSize(file);

        // The standard has no other encoding than UTF-8.
        var text = Encoding.UTF8.GetString(file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file);
        if (WebVttParser.TryParse(text) is not { } parsed)
        {
            throw new CaptionReadException(1, "this is no WebVTT file: the first line is not WEBVTT");
        }

        var cues = new CueList();
        foreach (var line in parsed.BadTimes)
        {
            cues.Leave(line, "these are no times such as 00:01.000 --> 00:02.500; the cue is left out");
        }

        foreach (var cue in parsed.Cues)
        {
            var (shown, speaker) = Show(CueTextParser.Parse(CaptionText.Cut(cue.Text, MaxText)));
            cues.Add(cue.Line, cue.Start, cue.End, shown.Split('\n'), speaker);
        }

        return cues.ToFile("WebVTT file");
    }

    private static (string Text, string? Speaker) Show(CueNode cue)
    {
        var voices = Voices(cue).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        Append(text, cue, named: voices.Count > 1);
        return (text.ToString(), voices.Count == 1 ? voices[0] : null);
    }

    private static IEnumerable<string> Voices(CueNode node) =>
        (node is { Kind: "v", Value.Length: > 0 } ? [node.Value] : Enumerable.Empty<string>()).Concat(node.Children.SelectMany(Voices));

    private static void Append(StringBuilder text, CueNode node, bool named)
    {
        if (named && node is { Kind: "v", Value.Length: > 0 })
        {
            text.Append(node.Value).Append(": ");
        }

        text.Append(node.Kind == "text" ? node.Value : "");
        foreach (var child in node.Children.Where(child => child.Kind != "rt"))
        {
            Append(text, child, named);
        }
    }
}
