namespace LiveCaptions.Server.Sessions;

/// <summary>BCP 47 tags, as far as choosing an engine's language needs them.</summary>
public static class LanguageTag
{
    /// <returns>The one of <paramref name="languages"/> that <paramref name="tag"/> asks for, itself or its primary language; null without a tag or match.</returns>
    public static string? Match(string? tag, IReadOnlyList<string> languages)
    {
        if (tag is null)
        {
            return null;
        }

        return languages.FirstOrDefault(l => l.Equals(tag, StringComparison.OrdinalIgnoreCase))
            ?? languages.FirstOrDefault(l => l.Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));
    }
}
