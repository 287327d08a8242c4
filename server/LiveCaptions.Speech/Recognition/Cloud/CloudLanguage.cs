using System.Text.RegularExpressions;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>Languages that a provider knows.</summary>
internal static partial class CloudLanguage
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

    /// <summary>The tag that a provider says, where it is written as one (BCP 47); else null: it goes into captions and files.</summary>
    public static string? TagOf(string? language) => language is { Length: <= 35 } && Tag().IsMatch(language) ? language : null;

    /// <summary>Such as <c>en</c> of <c>en-GB</c>.</summary>
    public static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();

    /// <summary>Language, script, region and what may follow; those that begin with four letters and more nobody speaks.</summary>
    [GeneratedRegex(
        @"\A[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*(-x(-[a-zA-Z0-9]{1,8})+)?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
