namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Languages that a provider knows.</summary>
internal static class CloudLanguage
{
    /// <exception cref="ArgumentException">The engine does not know it.</exception>
    public static void Check(string engine, IReadOnlyList<string> languages, string? language)
    {
        if (language is not null && !languages.Contains(Primary(language), StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"Engine '{engine}' does not recognise '{language}'. It knows: {string.Join(", ", languages)}.", nameof(language));
        }
    }

    /// <summary>Such as <c>en</c> of <c>en-GB</c>.</summary>
    public static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();
}
