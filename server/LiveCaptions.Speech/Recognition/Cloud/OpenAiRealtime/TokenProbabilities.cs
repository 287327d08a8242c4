using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;

/// <summary>Confidences of words, of what a model believes of its tokens: a word is as likely as its tokens are on the average.</summary>
internal static class TokenProbabilities
{
    /// <returns>One for each word; empty where nothing is told.</returns>
    public static IReadOnlyList<double> OfWords(JsonElement message)
    {
        if (!message.TryGetProperty("logprobs", out var tokens) || tokens.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var words = new List<(double Sum, int Count)>();
        var isBetween = true;
        foreach (var token in tokens.EnumerateArray())
        {
            if (token.ValueKind != JsonValueKind.Object || CloudJson.TypeOf(token, "token") is not { Length: > 0 } text
                || !token.TryGetProperty("logprob", out var value) || value.ValueKind != JsonValueKind.Number)
            {
                return [];
            }

            if (text.Any(c => !char.IsWhiteSpace(c)))
            {
                if (isBetween || char.IsWhiteSpace(text[0]))
                {
                    words.Add((0, 0));
                }

                words[^1] = (words[^1].Sum + Math.Min(0, value.GetDouble()), words[^1].Count + 1);
            }

            isBetween = char.IsWhiteSpace(text[^1]);
        }

        return [.. words.Select(word => Math.Exp(word.Sum / word.Count))];
    }
}
