using System.Text;
using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>A cue's text as far ends take it.</summary>
internal static class SinkText
{
    private static readonly Rune Ellipsis = new('…');

    /// <summary>The cue in lines, with the speaker's name in front when another one spoke before.</summary>
    public static IReadOnlyList<string> Lines(Cue cue, string? speakerBefore, int width)
    {
        var name = cue.Speaker?.Label is { } label && label != speakerBefore ? CaptionText.Clean(label) : "";
        return LineBreaker.Break(name.Length > 0 ? $"{name}: {cue.Text}" : cue.Text, width);
    }

    /// <summary>Makes what a far end said fit for a log and an answer: one line, not long, without what must not be told.</summary>
    public static string OneLine(string text, IEnumerable<string> secrets, int length = 200)
    {
        var clean = CaptionText.Clean(text);
        foreach (var secret in secrets)
        {
            clean = clean.Replace(secret, "…", StringComparison.OrdinalIgnoreCase);
        }

        return clean.Length <= length ? clean : $"{clean[..length]}{Ellipsis}";
    }
}
