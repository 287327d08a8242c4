using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveCaptions.Captions;

/// <summary>
/// How captions look as JSON, everywhere: camelCase, nothing for what is absent, instants in UTC with milliseconds, letters as letters.
/// </summary>
public static class CaptionJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Gives other options (HTTP, SignalR) the same look.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // "unsafe" inside HTML only: JSON is never put there
        options.Converters.Add(new UtcInstantConverter());
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
