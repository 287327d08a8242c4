using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>A cue's text as far ends take it.</summary>
internal static class SinkText
{
    /// <summary>The cue in lines, with the speaker's name in front when another one spoke before.</summary>
    public static IReadOnlyList<string> Lines(Cue cue, string? speakerBefore, int width)
    {
        var name = cue.Speaker?.Label is { } label && label != speakerBefore ? CaptionText.Clean(label) : "";
        return LineBreaker.Break(name.Length > 0 ? $"{name}: {cue.Text}" : cue.Text, width);
    }
}
