using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A connected channel as everybody outside sees it.</summary>
/// <param name="Connected">False where its sign-in cannot be decrypted any more: it has to be connected again.</param>
public sealed record ChannelView(string Id, string Title, string Project, bool Connected, DateTimeOffset CreatedAt)
{
    public static ChannelView Of(YouTubeChannelRow row) => new(row.Id, row.Title, row.Project, row.Token.Length > 0, row.CreatedAt);
}
