using System.Text.Json;
using LiveCaptions.Captions.Text;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Import.Links;

/// <summary>What yt-dlp's <c>--dump-single-json</c> says about a page, as far as it is of use here.</summary>
internal sealed record PageInfo
{
    private const int MaxChapters = 1_000;
    private const int MaxTitle = 300;
    private const int MaxText = 500;

    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    public bool IsLive { get; init; }

    public IReadOnlyList<MediaChapter>? Chapters { get; init; }

    /// <summary>Languages of captions that people made; those of machines are no better than ours.</summary>
    public IReadOnlyList<string>? Captions { get; init; }

    /// <exception cref="MediaReadException">It is no such JSON.</exception>
    public static PageInfo Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var page = document.RootElement;
            return new PageInfo
            {
                Id = Text(page, "id"),
                Title = Line(page, "title"),
                Language = Text(page, "language") is { } tag && LanguageTag.IsOne(tag) ? tag : null,
                IsLive = page.TryGetProperty("is_live", out var live) && live.ValueKind == JsonValueKind.True,
                Chapters = NullIfEmpty(ChaptersOf(page)),
                Captions = NullIfEmpty(CaptionsOf(page)),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MediaReadException("yt-dlp says nothing that can be read.", e);
        }
    }

    private static string? Text(JsonElement page, string name) =>
        page.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text[..Math.Min(text.Length, MaxText)]
            : null;

    /// <summary>For people to read.</summary>
    private static string? Line(JsonElement page, string name) =>
        Text(page, name) is { } text && CaptionText.Cut(CaptionText.Clean(text), MaxTitle) is { Length: > 0 } line ? line : null;

    private static List<MediaChapter> ChaptersOf(JsonElement page)
    {
        if (!page.TryGetProperty("chapters", out var chapters) || chapters.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return [.. chapters.EnumerateArray()
            .Where(chapter => chapter.TryGetProperty("start_time", out var start)
                && start.ValueKind == JsonValueKind.Number && double.IsFinite(start.GetDouble()))
            .Take(MaxChapters)
            .Select(chapter => new MediaChapter(chapter.GetProperty("start_time").GetDouble(), Line(chapter, "title") ?? ""))];
    }

    private static List<string> CaptionsOf(JsonElement page) =>
        page.TryGetProperty("subtitles", out var languages) && languages.ValueKind == JsonValueKind.Object
            ? [.. languages.EnumerateObject().Select(language => language.Name)
                .Where(name => name != "live_chat" && LanguageTag.IsOne(name)).Take(MaxChapters)]
            : [];

    private static IReadOnlyList<T>? NullIfEmpty<T>(List<T> list) => list.Count == 0 ? null : list;
}
