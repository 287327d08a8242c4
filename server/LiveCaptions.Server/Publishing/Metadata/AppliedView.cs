namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>A video's texts as they are on YouTube now.</summary>
/// <param name="Chapters">How many of them its description has.</param>
/// <param name="Units">Of the quota that it cost.</param>
public sealed record AppliedView(string VideoId, string Title, string Description, IReadOnlyList<string> Tags, int Chapters, int Units);
