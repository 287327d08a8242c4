using System.Text.Json;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// What somebody else's program made of words that were said: taken as text only, on one line each, no longer than a translation may be.
/// </summary>
internal static class TranslatedLines
{
    private const int Shortest = 200;
    private const int Longer = 4;

    /// <param name="said">What was translated.</param>
    /// <param name="made">What came back.</param>
    /// <exception cref="TranslationException">It is no translation of it.</exception>
    public static IReadOnlyList<string> Check(string name, IReadOnlyList<string> said, IReadOnlyList<string?> made)
    {
        if (made.Count != said.Count)
        {
            throw new TranslationException($"{name} answers with {made.Count} texts for {said.Count}.");
        }

        var lines = made.Select(text => CaptionText.Clean(text ?? "")).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Length == 0 || lines[i].Length > Math.Max(Shortest, Longer * said[i].Length))
            {
                throw new TranslationException(
                    $"{name} answers with {(lines[i].Length == 0 ? "nothing" : "much more text")} for one of {said.Count} texts.");
            }
        }

        return lines;
    }

    /// <returns>The texts of a list; null where it is something else.</returns>
    public static IReadOnlyList<string?>? Read(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null)]
        : null;
}
