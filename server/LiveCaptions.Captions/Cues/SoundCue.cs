using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>
/// Finals of what is heard beside speech: <c>[music]</c>. They have no words, no speaker, and are nothing that somebody says.
/// </summary>
internal static class SoundCue
{
    private static readonly Dictionary<string, string> Music = new(StringComparer.OrdinalIgnoreCase)
    {
        ["de"] = "Musik", ["fr"] = "musique", ["es"] = "música", ["it"] = "musica", ["pt"] = "música", ["nl"] = "muziek",
    };

    /// <param name="language">BCP 47; in languages without a wording it is English.</param>
    public static string TextOf(SoundKind kind, string language)
    {
        var name = kind == SoundKind.Music
            ? Music.GetValueOrDefault(language.Split('-')[0], "music")
            : throw new ArgumentOutOfRangeException(nameof(kind));
        return $"[{name}]";
    }

    public static bool Is(Cue cue) => cue is { Words: null, Text: ['[', .., ']'] };
}
