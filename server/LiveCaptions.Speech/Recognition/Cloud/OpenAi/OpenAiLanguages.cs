namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>Whisper's languages. Some servers tell them by their English names, others by tags.</summary>
internal static class OpenAiLanguages
{
    private const string Table =
        """
        en english zh chinese de german es spanish ru russian ko korean fr french ja japanese pt portuguese tr turkish
        pl polish ca catalan nl dutch ar arabic sv swedish it italian id indonesian hi hindi fi finnish vi vietnamese
        he hebrew uk ukrainian el greek ms malay cs czech ro romanian da danish hu hungarian ta tamil no norwegian th thai
        ur urdu hr croatian bg bulgarian lt lithuanian la latin mi maori ml malayalam cy welsh sk slovak te telugu fa persian
        lv latvian bn bengali sr serbian az azerbaijani sl slovenian kn kannada et estonian mk macedonian br breton eu basque
        is icelandic hy armenian ne nepali mn mongolian bs bosnian kk kazakh sq albanian sw swahili gl galician mr marathi
        pa punjabi si sinhala km khmer sn shona yo yoruba so somali af afrikaans oc occitan ka georgian be belarusian tg tajik
        sd sindhi gu gujarati am amharic yi yiddish lo lao uz uzbek fo faroese ht haitian ps pashto tk turkmen nn nynorsk
        mt maltese sa sanskrit lb luxembourgish my myanmar bo tibetan tl tagalog mg malagasy as assamese tt tatar haw hawaiian
        ln lingala ha hausa ba bashkir jw javanese su sundanese yue cantonese
        """;

    private static readonly string[] Pairs = Table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As Whisper calls them: BCP 47 primary tags but for a few rare ones. English first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Pairs.Where((_, i) => i % 2 == 0)];

    /// <summary>The tag of what a server calls a language; null where nobody knows it.</summary>
    public static string? TagOf(string? language)
    {
        var at = language is null ? -1 : Array.FindIndex(Pairs, word => word.Equals(language.Trim(), StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : Pairs[at - (at % 2)];
    }
}
