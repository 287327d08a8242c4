using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Sessions.Requests;

/// <summary>What formatting somebody may ask for.</summary>
public static class FormattingRules
{
    private const int MaxReplacements = 500;
    private const int MaxWords = 500;
    private const int MaxText = 100;

    private static readonly string[] Kinds = ["numbers", "money", "dates", "times", "percent", "units", "phones", "addresses"];
    private static readonly string[] Redactions = ["numbers", "addresses"];

    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(FormattingSettings? settings)
    {
        if (settings is null)
        {
            return null;
        }

        if (FindUnknown(settings.Kinds, Kinds) is { } kind)
        {
            return ("formatting_invalid", $"kinds knows {string.Join(", ", Kinds)}; not '{CaptionText.Shown(kind)}'.");
        }

        if (settings.Fillers is not (null or "keep" or "remove"))
        {
            return ("formatting_invalid", "fillers is keep or remove.");
        }

        if (settings.Profanity is not (null or "keep" or "mask" or "remove"))
        {
            return ("formatting_invalid", "profanity is keep, mask or remove.");
        }

        if (FindUnknown(settings.Redact, Redactions) is { } redaction)
        {
            return ("formatting_invalid", $"redact knows {string.Join(", ", Redactions)}; not '{CaptionText.Shown(redaction)}'. "
                + "Words of your own go into redactWords.");
        }

        if (settings.RedactWords is { } words && (words.Count > MaxWords || words.Any(word => !IsText(word))))
        {
            return ("redact_words_invalid", $"At most {MaxWords} redactWords of 1 to {MaxText} characters, each with a letter or digit.");
        }

        return FindFault(settings.Replacements);
    }

    /// <returns>What is wrong with replacements; null when nothing is.</returns>
    public static (string Code, string Detail)? FindFault(IReadOnlyList<ReplacementSetting>? replacements) =>
        replacements is not null
            && (replacements.Count > MaxReplacements
            || replacements.Any(r => r is null || !IsText(r.Find) || r.Replace is null or { Length: > MaxText }))
            ? ("replacements_invalid",
                $"At most {MaxReplacements} replacements, each with find of 1 to {MaxText} characters, with a letter or digit,"
                + $" and replace of up to {MaxText}.")
            : null;

    /// <returns>The first that is not known.</returns>
    private static string? FindUnknown(IReadOnlyList<string>? given, string[] known) =>
        given?.Select(name => name ?? "null").FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal));

    private static bool IsText(string? text) => text is { Length: <= MaxText } && text.Any(char.IsLetterOrDigit);
}
