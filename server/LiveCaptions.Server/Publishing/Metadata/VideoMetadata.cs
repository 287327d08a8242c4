using System.Text;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Metadata;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Publishing.YouTube.Resources;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>Writes a session's metadata to its YouTube video. What of the video is not asked for stays as it is.</summary>
internal sealed partial class VideoMetadata(YouTubeAccounts accounts)
{
    /// <param name="videoId">YouTube's id.</param>
    /// <returns>Null where there is no such video.</returns>
    /// <exception cref="YouTubeException">It failed; nothing is tried again.</exception>
    /// <exception cref="Quota.QuotaSpentException">The day has not that many units left.</exception>
    public async Task<AppliedView?> ApplyAsync(
        SessionView session, SessionMetadata metadata, string videoId, ApplyRequest request, CancellationToken cancellationToken)
    {
        using var youTube = await accounts.OpenAsync(request.Channel);
        if (await youTube.FindVideoAsync(videoId, cancellationToken) is not { Snippet: { } snippet } video)
        {
            return null;
        }

        var chapters = request.Chapters == true
            ? ChapterRules.Move(metadata.Chapters, request.Offset ?? StreamOffset.Of(session, video))
            : [];
        if (request.Title == true && VideoText.Title(metadata.Title ?? "") is { Length: > 0 } title)
        {
            snippet.Title = title;
        }

        snippet.Description = Describe(snippet.Description ?? "", metadata.Description, chapters, request);
        snippet.Tags = request.Tags == true ? [.. VideoText.Tags(metadata.Tags)] : snippet.Tags;
        snippet.ChannelId = null;
        await youTube.UpdateVideoAsync(new VideoResource { Id = videoId, Snippet = snippet }, cancellationToken);
        return new AppliedView(
            videoId, snippet.Title ?? "", snippet.Description, [.. snippet.Tags ?? []], chapters.Count, youTube.Units);
    }

    private static string Describe(string there, string own, IReadOnlyList<Chapter> chapters, ApplyRequest request)
    {
        var text = request.Description == true && own.Length > 0 ? own : there;
        if (chapters.Count == 0)
        {
            return text == there ? there : VideoText.Description(text);
        }

        // Applied twice is as once: chapters that are there give way. Where there is too little room, what stands before them does.
        var lines = VideoText.Description(ChapterRules.Lines(chapters));
        var rest = VideoText.Description(
            ChapterLine().Replace(text.ReplaceLineEndings("\n"), ""),
            Math.Max(0, VideoText.LongestDescription - Encoding.UTF8.GetByteCount(lines) - 2));
        return rest.Length > 0 ? $"{rest}\n\n{lines}" : lines;
    }

    [GeneratedRegex(@"^[ \t]*(?:\d{1,2}:)?\d{1,2}:\d{2}[ \t][^\n]*(?:\n|\z)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex ChapterLine();
}
