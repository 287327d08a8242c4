using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Sessions;

/// <summary>BCP 47 tags, as far as choosing an engine's language needs them.</summary>
public static partial class LanguageTag
{
    /// <summary>In the place of a tag: the engine finds out.</summary>
    public const string Auto = "auto";

    private const int MaxLength = 64;

    /// <summary>
    /// Whether it is written as a tag (RFC 5646, 2.1, without the grandfathered ones); not whether there is such a language.
    /// </summary>
    public static bool IsOne(string? tag) => tag is { Length: <= MaxLength } && Form().IsMatch(tag);

    /// <returns>The one of <paramref name="languages"/> that <paramref name="tag"/> asks for, itself or its primary language; null
    /// without a tag or match.</returns>
    public static string? Match(string? tag, IReadOnlyList<string> languages)
    {
        if (tag is null || !IsOne(tag))
        {
            return null;
        }

        return languages.FirstOrDefault(l => l.Equals(tag, StringComparison.OrdinalIgnoreCase))
            ?? languages.FirstOrDefault(l => l.Equals(tag.Split('-')[0], StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>As RFC 5646 (2.1.1) writes a tag: <c>pt-BR</c>, <c>zh-Hant</c>.</summary>
    public static string Normal(string tag)
    {
        var parts = tag.ToLowerInvariant().Split('-');
        for (var i = 1; i < parts.Length && parts[i].Length > 1; i++)
        {
            parts[i] = parts[i].Length switch
            {
                2 => parts[i].ToUpperInvariant(),
                4 when char.IsAsciiLetter(parts[i][0]) => char.ToUpperInvariant(parts[i][0]) + parts[i][1..],
                _ => parts[i],
            };
        }

        return string.Join('-', parts);
    }

    /// <summary>Whether one says the same as the other, or only less: <c>en</c> and <c>en-US</c>.</summary>
    public static bool Agree(string a, string b) =>
        a.Length <= b.Length ? IsPrefix(a, b) : IsPrefix(b, a);

    private static bool IsPrefix(string shorter, string longer) =>
        longer.StartsWith(shorter, StringComparison.OrdinalIgnoreCase)
        && (longer.Length == shorter.Length || longer[shorter.Length] == '-');

    [GeneratedRegex(
        """
        \A(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8}) # language
        (?:-[a-z]{4})?                                # script
        (?:-(?:[a-z]{2}|[0-9]{3}))?                   # region
        (?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*      # variants
        (?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*           # extensions
        (?:-x(?:-[a-z0-9]{1,8})+)?\z                  # private use
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
