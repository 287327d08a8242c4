using System.Text.Json;
using LiveCaptions.Captions.Metadata;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Publishing.Metadata.Writer;

/// <summary>
/// What of a model's answer is fit to be suggested. It was made of what strangers said, so each field has to keep the rules that a person's
/// has, and has no link in it.
/// </summary>
internal static class ModelAnswer
{
    private const int MostKeywords = 30;
    private const int LongestKeyword = 60;
    private const int LongestSummary = 2_000;

    private static readonly string[] Links = ["://", "www.", "@"];

    /// <param name="answer">An object with title, description, summary, keywords, chapters (titles).</param>
    /// <param name="suggested">By word statistics: whose chapters begin when.</param>
    public static MetadataEdits Read(JsonElement answer, SessionMetadata suggested)
    {
        var keywords = List(answer, "keywords", LongestKeyword) is { Count: > 0 and <= MostKeywords } words
            ? words.Distinct(StringComparer.OrdinalIgnoreCase).ToList()
            : null;
        return new MetadataEdits
        {
            Title = Line(answer, "title", VideoText.LongestTitle),
            Description = Lines(answer, "description", VideoText.LongestDescription),
            Summary = Lines(answer, "summary", LongestSummary),
            Keywords = keywords,
            Tags = keywords is null ? null : VideoText.Tags(keywords),
            Chapters = List(answer, "chapters", ChapterRules.LongestTitle) is { Count: > 0 } titles
                && titles.Count == suggested.Chapters.Count
                    ? [.. suggested.Chapters.Zip(titles, (chapter, title) => chapter with { Title = title })]
                    : null,
        };
    }

    private static string? Line(JsonElement answer, string name, int longest) =>
        Text(answer, name) is { } text && Fit(CaptionText.Clean(text), longest) is { } line && VideoText.Title(line) == line ? line : null;

    private static string? Lines(JsonElement answer, string name, int longest) =>
        Text(answer, name) is { } text && Fit(VideoText.Description(text), longest) is { } lines ? lines : null;

    /// <returns>Null where it is no list of lines that are all fit.</returns>
    private static List<string>? List(JsonElement answer, string name, int longest)
    {
        if (!answer.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var lines = list.EnumerateArray()
            .Select(one => one.ValueKind == JsonValueKind.String ? Fit(CaptionText.Clean(one.GetString()!), longest) : null).ToList();
        return lines.Contains(null) ? null : lines.ConvertAll(line => line!);
    }

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Fit(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && !Array.Exists(Links, link => text.Contains(link, StringComparison.OrdinalIgnoreCase))
            ? text
            : null;
}
