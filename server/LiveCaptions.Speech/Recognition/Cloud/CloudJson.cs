using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What providers' messages have in common.</summary>
internal static class CloudJson
{
    /// <summary>What kind of message it is.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static string? TypeOf(JsonElement message, string property) =>
        message.ValueKind != JsonValueKind.Object ? throw new JsonException("A message is no object.")
        : message.TryGetProperty(property, out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()
        : null;
}
