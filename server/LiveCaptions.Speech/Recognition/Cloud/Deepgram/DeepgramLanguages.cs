namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>Languages that Deepgram's nova-3 has, by its list of models; where an older model lacks one, Deepgram says so.</summary>
internal static class DeepgramLanguages
{
    /// <summary>All at once, the language found out word by word.</summary>
    public const string Several = "multi";

    private static readonly string[] Regional =
    [
        "da-DK", "de-CH", "en-AU", "en-GB", "en-IN", "en-NZ", "en-US", "es-419", "fr-CA", "ko-KR", "nl-BE", "pt-BR", "pt-PT", "sv-SE",
        "th-TH", "zh-CN", "zh-HK", "zh-Hans", "zh-Hant", "zh-TW",
    ];

    /// <summary>BCP 47 primary tags.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "en", "be", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hi", "hr", "hu", "id", "it", "ja", "kn", "ko",
        "lt", "lv", "mk", "mr", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "ta", "te", "th", "tl", "tr", "uk",
        "vi", "zh",
    ];

    /// <summary>As Deepgram calls it: with the region where it knows that.</summary>
    public static string NameOf(string language) =>
        Regional.FirstOrDefault(regional => regional.Equals(language, StringComparison.OrdinalIgnoreCase))
        ?? CloudLanguage.Primary(language);
}
