using LiveCaptions.Captions.Metadata;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Publishing.YouTube.Resources;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>Writes a session's metadata to its YouTube video. What of the video is not asked for stays as it is.</summary>
internal sealed class VideoMetadata(YouTubeAccounts accounts)
{
    /// <param name="videoId">YouTube's id.</param>
    /// <returns>Null where there is no such video.</returns>
    /// <exception cref="YouTubeException">It failed; nothing is tried again.</exception>
    /// <exception cref="DescriptionFullException">What the video's owner wrote leaves no room for chapters.</exception>
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

        var there = snippet.Description ?? "";
        snippet.Description = VideoDescription.Of(there, OwnText(there, metadata, request), chapters);
        snippet.Tags = request.Tags == true ? [.. VideoText.Tags(metadata.Tags)] : snippet.Tags;
        snippet.ChannelId = null;
        await youTube.UpdateVideoAsync(new VideoResource { Id = videoId, Snippet = snippet }, cancellationToken);
        return new AppliedView(
            videoId, snippet.Title ?? "", snippet.Description, [.. snippet.Tags ?? []], chapters.Count, youTube.Units);
    }

    /// <returns>What goes in the place of the video's own text; null where that stays.</returns>
    private static string? OwnText(string there, SessionMetadata metadata, ApplyRequest request) =>
        request.Description == true || (request.DescribesWhereEmpty && !VideoDescription.HasText(there)) ? metadata.Description : null;
}
