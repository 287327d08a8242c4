using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveCaptions.Server.Compatible;

/// <summary>JSON as the others write it: snake_case, nothing for what is absent, letters as letters.</summary>
internal static class ForeignJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static byte[] Write(object message) => JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), Options);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            PropertyNameCaseInsensitive = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // "unsafe" inside HTML only: JSON is never put there
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
