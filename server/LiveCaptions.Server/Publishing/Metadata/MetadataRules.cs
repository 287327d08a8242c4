using LiveCaptions.Captions.Metadata;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>What a person may write of a session's metadata: what YouTube takes.</summary>
internal static class MetadataRules
{
    private const int MaxSummary = 5_000;
    private const int MaxKeywords = 100;
    private const int MaxKeyword = 100;
    private const int MaxHighlights = 100;
    private const int MaxHighlight = 500;

    /// <summary>As it is kept: nothing that is not seen, nothing that YouTube refuses.</summary>
    public static MetadataEdits Cleaned(MetadataEdits edits) => edits with
    {
        Title = edits.Title is { } title ? CaptionText.Clean(title) : null,
        Description = edits.Description is { } description ? Lines(description) : null,
        Summary = edits.Summary is { } summary ? Lines(summary) : null,
        Chapters = edits.Chapters?.Select(one => one is null ? one! : one with { Title = CaptionText.Clean(one.Title ?? "") }).ToList(),
        Keywords = edits.Keywords?.Select(word => CaptionText.Clean(word ?? "")).ToList(),
        Tags = edits.Tags?.Select(tag => CaptionText.Clean(tag ?? "")).ToList(),
        Highlights = edits.Highlights?.Select(one => one is null ? one! : one with { Text = CaptionText.Clean(one.Text ?? "") }).ToList(),
    };

    /// <param name="edits">Cleaned.</param>
    /// <param name="duration">Of the session, in seconds.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static (string Code, string Detail)? FindFault(MetadataEdits edits, double duration) => edits switch
    {
        { Title: { } title } when title.Length is 0 or > VideoText.LongestTitle || VideoText.Title(title) != title =>
            ("title_invalid", $"title has 1 to {VideoText.LongestTitle} characters, and neither < nor >."),
        { Description: { } text } when VideoText.Description(text) != text =>
            ("description_invalid", $"description has at most {VideoText.LongestDescription} bytes, and neither < nor >."),
        { Summary.Length: > MaxSummary } => ("summary_invalid", $"summary has at most {MaxSummary} characters."),
        { Chapters: { } chapters } when chapters.Contains(null!) || ChapterRules.FindFault(chapters, duration) is not null =>
            ("chapters_invalid",
                chapters.Contains(null!) ? "A chapter has a start and a title." : ChapterRules.FindFault(chapters, duration)!),
        { Keywords: { } words } when words.Count > MaxKeywords || words.Any(word => word.Length is 0 or > MaxKeyword) =>
            ("keywords_invalid", $"keywords are up to {MaxKeywords}, of 1 to {MaxKeyword} characters."),
        { Tags: { } tags } when !VideoText.Tags(tags).SequenceEqual(tags) =>
            ("tags_invalid", $"tags are different, without commas, < and >, and have {VideoText.LongestTags} characters together."),
        { Highlights: { } moments } when moments.Count > MaxHighlights || moments.Any(one => one is null || !IsFit(one)) =>
            ("highlights_invalid",
                $"highlights are up to {MaxHighlights}; each ends after it starts, and has up to {MaxHighlight} characters."),
        _ => null,
    };

    private static bool IsFit(Highlight moment) =>
        Enum.IsDefined(moment.Kind) && moment.Start >= 0 && moment.End > moment.Start && double.IsFinite(moment.End)
        && moment.Text.Length <= MaxHighlight;

    private static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(CaptionText.Clean)).Trim('\n');
}
