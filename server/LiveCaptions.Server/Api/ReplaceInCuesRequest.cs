using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Api;

/// <summary>Search and replace over all cues.</summary>
public sealed record ReplaceInCuesRequest
{
    private const int MaxLength = 1_000;

    public string? Find { get; init; }

    /// <summary>What stands there instead; left out or empty takes what is found out.</summary>
    public string? Replace { get; init; }

    /// <summary>Whether parts of words are left alone.</summary>
    public bool? WholeWords { get; init; }

    /// <summary>Whether the case of letters counts when something is looked for.</summary>
    public bool? MatchCase { get; init; }

    /// <summary>Whether what is written instead takes over capitals of what was found.</summary>
    public bool? KeepCase { get; init; }

    /// <summary>Whether <c>find</c> is a regular expression (.NET's), and <c>$1</c> in <c>replace</c> its first group.</summary>
    public bool? Regex { get; init; }

    /// <summary>Do the session's own replacements instead, on what is there.</summary>
    public bool? FromSession { get; init; }

    /// <returns>Null where there is nothing to look for, or too much.</returns>
    public SearchOptions? ToOptions()
    {
        var (find, replace) = (Regex == true ? Find ?? "" : CaptionText.Clean(Find ?? ""), Replace ?? "");
        return find.Length is 0 or > MaxLength || replace.Length > MaxLength ? null : new SearchOptions(find, replace)
        {
            IsPattern = Regex == true,
            MatchCase = MatchCase == true,
            WholeWords = WholeWords == true,
            KeepCase = KeepCase == true,
        };
    }
}
