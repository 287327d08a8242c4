using System.Collections.Frozen;

namespace LiveCaptions.Speech.Recognition;

/// <summary>Where sentences end, as engines write them. The list of abbreviations is English.</summary>
public static class Sentence
{
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "mr.", "mrs.", "ms.", "dr.", "prof.", "st.", "jr.", "sr.", "vs.", "no.",
        "gen.", "col.", "capt.", "sgt.", "lt.", "rev.", "hon.", "e.g.", "i.e.", "cf.");

    /// <summary>True for the last word of a sentence; abbreviations and initials are none.</summary>
    public static bool EndsWith(string word)
    {
        var bare = WithoutClosing(word);
        return bare.Length > 0 && bare[^1] is '.' or '?' or '!' or '…' or '。' or '！' or '？' or '؟' or '۔' or '।'
            && !IsAbbreviation(bare) && !IsInitial(bare);
    }

    /// <summary>Whether a word is one that is written short, such as <c>Dr.</c>; initials are none.</summary>
    public static bool IsAbbreviation(ReadOnlySpan<char> word) => Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>A word without the quotation marks and brackets that close behind it.</summary>
    public static ReadOnlySpan<char> WithoutClosing(string word) => word.AsSpan().TrimEnd("\"'”’»)]}");

    private static bool IsInitial(ReadOnlySpan<char> word) => word.Length == 2 && word[1] == '.' && char.IsUpper(word[0]) && word[0] != 'I';
}
