using System.Text.Json;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// A question to a language model behind OpenAI's chat completions. What people said goes as data, in a message of its own; the model has
/// no tools and no memory; its answer is JSON, or none.
/// </summary>
internal static class ChatCompletion
{
    /// <param name="url">As far as <c>/v1</c>.</param>
    public static Uri AddressOf(string url) => new($"{url.TrimEnd('/')}/chat/completions");

    /// <param name="order">What to do, from us.</param>
    /// <param name="data">What to do it with, from anybody.</param>
    public static object Body(string model, string order, string data, int maxTokens) => new
    {
        model,
        temperature = 0,
        max_tokens = maxTokens,
        messages = new[] { new { role = "system", content = order }, new { role = "user", content = data } },
    };

    /// <summary>Some models put a fence around their JSON, or say a word before it.</summary>
    /// <returns>An object that is to be disposed of; null where the answer has none.</returns>
    public static JsonDocument? Read(JsonElement answer)
    {
        try
        {
            var content = answer.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "";
            var (start, end) = (content.IndexOf('{', StringComparison.Ordinal), content.LastIndexOf('}'));
            return start >= 0 && end > start ? JsonDocument.Parse(content[start..(end + 1)]) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException
            or KeyNotFoundException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
