namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>Languages of Google's models. It wants regions; where the caller names none, the usual one is taken.</summary>
internal static class GoogleSpeechLanguages
{
    private static readonly string[] Streamed =
    [
        "en-US", "en-AU", "en-GB", "en-IN", "cmn-Hans-CN", "cmn-Hant-TW", "yue-Hant-HK", "fr-FR", "fr-CA", "de-DE", "it-IT", "ja-JP",
        "ko-KR", "pt-BR", "es-ES", "es-US",
    ];

    private static readonly string[] Others =
    [
        "af-ZA", "ar-EG", "bg-BG", "bn-BD", "ca-ES", "cs-CZ", "da-DK", "el-GR", "et-EE", "fa-IR", "fi-FI", "gu-IN", "hi-IN", "hr-HR",
        "hu-HU", "hy-AM", "id-ID", "is-IS", "iw-IL", "ka-GE", "kk-KZ", "km-KH", "kn-IN", "lo-LA", "lt-LT", "lv-LV", "mk-MK", "ml-IN",
        "mn-MN", "mr-IN", "ms-MY", "my-MM", "ne-NP", "nl-NL", "no-NO", "pl-PL", "ro-RO", "ru-RU", "si-LK", "sk-SK", "sl-SI", "sq-AL",
        "sr-RS", "sv-SE", "sw", "ta-IN", "te-IN", "th-TH", "tr-TR", "uk-UA", "ur-PK", "uz-UZ", "vi-VN", "zu-ZA",
    ];

    /// <summary>BCP 47 primary tags, of what Chirp 2 streams by its documentation.</summary>
    public static IReadOnlyList<string> OfChirp2 { get; } = [.. Streamed.Select(Usual).Distinct()];

    /// <summary>Of other models, which have lists of their own that change; Google says where one is missing.</summary>
    public static IReadOnlyList<string> Of(string model) =>
        model == GoogleSpeechSettings.DefaultModel ? OfChirp2 : [.. OfChirp2, .. Others.Select(Usual)];

    /// <summary>As Google calls it.</summary>
    public static string NameOf(string language)
    {
        var all = Streamed.Concat(Others);
        return Mandarin(language)
            ?? all.FirstOrDefault(name => name.Equals(language, StringComparison.OrdinalIgnoreCase))
            ?? (language.Contains('-', StringComparison.Ordinal) ? language : all.FirstOrDefault(name => Usual(name) == Usual(language)))
            ?? language;
    }

    private static string? Mandarin(string language) => CloudLanguage.Primary(language) is not ("zh" or "cmn") ? null
        : language.Contains("Hant", StringComparison.OrdinalIgnoreCase) || language.EndsWith("-TW", StringComparison.OrdinalIgnoreCase)
            ? "cmn-Hant-TW"
            : "cmn-Hans-CN";

    private static string Usual(string name) => CloudLanguage.Primary(name) switch { "cmn" => "zh", "iw" => "he", var tag => tag };
}
