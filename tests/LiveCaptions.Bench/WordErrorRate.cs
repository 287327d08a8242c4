using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace LiveCaptions.Bench;

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

    public static WordErrorRate Between(IReadOnlyList<string> reference, IReadOnlyList<string> hypothesis)
    {
        var row = Enumerable.Range(0, hypothesis.Count + 1).Select(count => new WordErrorRate(0, 0, 0, count)).ToArray();
        var above = new WordErrorRate[row.Length];
        for (var i = 0; i < reference.Count; i++)
        {
            (above, row) = (row, above);
            row[0] = new WordErrorRate(i + 1, 0, i + 1, 0);
            for (var j = 0; j < hypothesis.Count; j++)
            {
                row[j + 1] = Best(reference[i] == hypothesis[j], above[j], above[j + 1], row[j]);
            }
        }

        return row[^1];
    }

    /// <summary>The cheapest way to a cell: from the pair before it, by a deletion, or by an insertion.</summary>
    private static WordErrorRate Best(bool same, WordErrorRate pair, WordErrorRate deletion, WordErrorRate insertion)
    {
        var substitutionCost = pair.Errors + (same ? 0 : 1);
        if (substitutionCost <= deletion.Errors + 1 && substitutionCost <= insertion.Errors + 1)
        {
            return pair with { ReferenceWords = pair.ReferenceWords + 1, Substitutions = pair.Substitutions + (same ? 0 : 1) };
        }

        return deletion.Errors <= insertion.Errors
            ? deletion with { ReferenceWords = deletion.ReferenceWords + 1, Deletions = deletion.Deletions + 1 }
            : insertion with { Insertions = insertion.Insertions + 1 };
    }
}
