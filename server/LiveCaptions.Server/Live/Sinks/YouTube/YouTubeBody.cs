using System.Text;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Live.Sinks.YouTube;

/// <summary>
/// The body of a caption POST (support.google.com/youtube/answer/6077032): a line with the instant in which the words were spoken, a line
/// with the text, <c>&lt;br&gt;</c> between lines of a caption.
/// </summary>
internal static class YouTubeBody
{
    private const int LineWidth = 42;

    public static string Write(Cue cue, string? speakerBefore, DateTimeOffset spokenAt)
    {
        var body = new StringBuilder(YouTubeTime.Write(spokenAt)).Append('\n');
        return body.AppendJoin("<br>", SinkText.Lines(cue, speakerBefore, LineWidth).Select(Escape)).Append('\n').ToString();
    }

    /// <summary>There is no way to write the marks that begin and end a tag.</summary>
    private static string Escape(string text) => text.Replace('<', '‹').Replace('>', '›');
}
