using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace LiveCaptions.Captions.Quality;

/// <summary>Errors of a text against what was really said, in words, by the alignment with the fewest errors.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WordErrorRate(int ReferenceWords, int Substitutions, int Deletions, int Insertions)
{
    public static WordErrorRate None { get; } = new(0, 0, 0, 0);

    [JsonIgnore]
    public int Errors => Substitutions + Deletions + Insertions;

    /// <summary>Errors per reference word; 0 for no words against none, and 1 for words where there should be none.</summary>
    public double Rate => ReferenceWords > 0 ? Math.Round(Errors / (double)ReferenceWords, 5) : Math.Min(Insertions, 1);

    public static WordErrorRate operator +(WordErrorRate left, WordErrorRate right) => new(
        left.ReferenceWords + right.ReferenceWords,
        left.Substitutions + right.Substitutions,
        left.Deletions + right.Deletions,
        left.Insertions + right.Insertions);

    /// <summary>Compares two texts by the words of <see cref="SpokenWords"/>.</summary>
    public static WordErrorRate Between(string reference, string hypothesis) =>
        Between(SpokenWords.Of(reference), SpokenWords.Of(hypothesis));

    /// <summary>Compares two texts by words that are equal where their letters are.</summary>
    public static WordErrorRate Between(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis) =>
        Of(WordEdits.Between(reference, hypothesis));

    /// <summary>Counts the steps from a reference to a hypothesis.</summary>
    public static WordErrorRate Of(IReadOnlyList<WordEdit> edits)
    {
        var kinds = new int[4];
        foreach (var edit in edits)
        {
            kinds[(int)edit.Kind]++;
        }

        return new WordErrorRate(
            edits.Count - kinds[(int)WordEditKind.Insertion],
            kinds[(int)WordEditKind.Substitution], kinds[(int)WordEditKind.Deletion], kinds[(int)WordEditKind.Insertion]);
    }
}
