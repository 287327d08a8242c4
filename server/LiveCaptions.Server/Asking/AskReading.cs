using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Chat;

namespace LiveCaptions.Server.Asking;

/// <summary>What a language model answered, taken as plain text, and of the cues that it names those that it was shown.</summary>
internal static class AskReading
{
    private const int MaxAnswer = 8_000;
    private const int MaxName = 200;
    private const int MaxCues = 20;

    private static readonly string[] Kinds = ["person", "organization", "place", "event", "work"];

    /// <exception cref="ChatException">There is no answer in it.</exception>
    public static string AnswerOf(JsonElement made) =>
        TextOf(made, "answer", MaxAnswer)
            ?? throw new ChatException("The chat endpoint answers without an answer, or with far too long a one.");

    /// <exception cref="ChatException">There is no list in it.</exception>
    public static IEnumerable<FoundEntity> EntitiesOf(JsonElement made, IReadOnlyDictionary<string, Cue> shown)
    {
        if (!made.TryGetProperty("entities", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new ChatException("The chat endpoint answers without entities.");
        }

        foreach (var item in list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if (TextOf(item, "text", MaxName) is { } text && CuesOf(item, shown) is { Count: > 0 } cues)
            {
                var kind = TextOf(item, "kind", MaxName);
                yield return new FoundEntity(text, kind is not null && Kinds.Contains(kind) ? kind : "other", cues);
            }
        }
    }

    public static IReadOnlyList<CitedCue> CuesOf(JsonElement made, IReadOnlyDictionary<string, Cue> shown) =>
        !made.TryGetProperty("cues", out var list) || list.ValueKind != JsonValueKind.Array
            ? []
            : [.. list.EnumerateArray()
                .Select(id => id.ValueKind == JsonValueKind.String ? shown.GetValueOrDefault(id.GetString()!) : null)
                .OfType<Cue>().DistinctBy(cue => cue.Id).Take(MaxCues).OrderBy(cue => cue.Start).Select(CitedCue.Of)];

    private static string? TextOf(JsonElement made, string name, int longest) =>
        made.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            && CaptionText.Clean(text.GetString()!) is { Length: > 0 } clean && clean.Length <= longest ? clean : null;
}
