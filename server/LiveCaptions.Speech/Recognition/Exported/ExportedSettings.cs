using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>What a model's files do not tell: <c>livecaptions.json</c> beside them, which need not be there.</summary>
internal sealed partial record ExportedSettings
{
    public const string FileName = "livecaptions.json";

    private const int MostLanguages = 200;

    /// <summary>BCP 47 primary tags, the likeliest first.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    /// <exception cref="InvalidDataException">It is not as it should be.</exception>
    public static ExportedSettings Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new ExportedSettings();
        }

        try
        {
            using var json = File.OpenRead(path);
            var settings = JsonSerializer.Deserialize(json, SettingsJson.Default.ExportedSettings);
            return settings?.Languages is { Count: > 0 and <= MostLanguages } languages && languages.All(IsTag)
                ? settings
                : throw new InvalidDataException($"{path}: 'languages' has to be tags such as [\"en\", \"de\"].");
        }
        catch (JsonException e)
        {
            var line = e.Message.Split('\n')[0];
            throw new InvalidDataException($"{path} is not as it should be, such as {{ \"languages\": [\"en\"] }}: {line}", e);
        }
    }

    private static bool IsTag(string? tag) => tag is { Length: 2 or 3 } && tag.All(char.IsAsciiLetterLower);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(ExportedSettings))]
    private sealed partial class SettingsJson : JsonSerializerContext;
}
