namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>Which lists of languages that may be spoken somebody may ask for.</summary>
public static class LanguageRules
{
    private const int Fewest = 2;
    private const int Most = 10;

    /// <summary>What is right.</summary>
    public static string Rule { get; } =
        $"languages are {Fewest} to {Most} different BCP 47 tags, such as en and pt-BR, the likeliest first.";

    /// <param name="language">What is asked for besides.</param>
    /// <param name="isChosen">Whether the server chooses the engine.</param>
    /// <returns>What is wrong with the list; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(IReadOnlyList<string?> languages, string? language, bool isChosen)
    {
        if (!AreRight(languages))
        {
            return ("languages_invalid", Rule);
        }

        if (language is not (null or "" or LanguageTag.Auto))
        {
            return (
                "languages_invalid", $"languages is what may be found out: give it with language '{LanguageTag.Auto}', or without one.");
        }

        return isChosen
            ? ("languages_invalid", "The server chooses an engine by one language: name engines that find out which of these is spoken.")
            : null;
    }

    /// <summary>Whether a list is one that <see cref="Rule"/> allows.</summary>
    public static bool AreRight(IReadOnlyList<string?> languages) =>
        languages.Count is >= Fewest and <= Most && languages.All(LanguageTag.IsOne)
        && languages.Distinct(StringComparer.OrdinalIgnoreCase).Count() == languages.Count;

    /// <returns>As tags are written; null where there are none.</returns>
    public static IReadOnlyList<string>? Cleaned(IReadOnlyList<string>? languages) =>
        languages is { Count: > 0 } ? [.. languages.Select(LanguageTag.Normal)] : null;
}
