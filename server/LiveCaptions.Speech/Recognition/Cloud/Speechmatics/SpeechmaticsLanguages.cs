namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>Languages that Speechmatics has, by its list.</summary>
internal static class SpeechmaticsLanguages
{
    /// <summary>BCP 47 primary tags.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "en", "ar", "ba", "be", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he",
        "hi", "hr", "hu", "ia", "id", "it", "ja", "ko", "lt", "lv", "mn", "mr", "ms", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl",
        "sv", "sw", "ta", "th", "tr", "ug", "uk", "ur", "vi", "yue", "zh",
    ];

    /// <summary>As the provider calls it. It does not find it out by itself: English where nobody says one.</summary>
    public static string NameOf(string? language) =>
        CloudLanguage.Primary(language ?? "en") is var primary && primary == "zh" ? "cmn" : primary;
}
