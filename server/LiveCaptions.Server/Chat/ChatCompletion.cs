using System.Text.Json;

namespace LiveCaptions.Server.Chat;

/// <summary>
/// OpenAI's chat completions, as far as everybody who imitates them has them: an order and data in messages of their own, without tools and
/// memory, and an answer that is JSON.
/// </summary>
internal static class ChatCompletion
{
    /// <param name="url">As far as <c>/v1</c>.</param>
    public static Uri AddressOf(string url) => new($"{url.TrimEnd('/')}/chat/completions");

    /// <param name="order">What is to be done; nobody's words but ours.</param>
    /// <param name="data">JSON of what others said.</param>
    /// <param name="tokens">Of the answer, at most.</param>
    public static object Body(string model, string order, string data, int tokens) => new
    {
        model,
        temperature = 0,
        max_tokens = tokens,
        messages = new[] { new { role = "system", content = order }, new { role = "user", content = data } },
    };

    /// <returns>The JSON object of an answer; null where there is none.</returns>
    public static JsonElement? ReadObject(JsonElement answer)
    {
        try
        {
            var content = answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "";

            // Some models put a fence around it, or say a word before it.
            var (start, end) = (content.IndexOf('{'), content.LastIndexOf('}'));
            return start >= 0 && end > start ? JsonSerializer.Deserialize<JsonElement>(content[start..(end + 1)]) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException
            or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
