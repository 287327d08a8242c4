using CsCheck;
using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Tests.Quality;

public sealed class WordEditsTests
{
    private static readonly Gen<string[]> Words = Gen.Int[0, 3].Select(letter => "abcd"[letter].ToString()).Array[0, 15];

    [Fact]
    public void Steps_lead_from_one_text_to_the_other() => Gen.Select(Words, Words).Sample((reference, hypothesis) =>
    {
        var edits = WordEdits.Between(reference, hypothesis);
        Assert.Equal(
            hypothesis,
            edits.Where(edit => edit.Kind != WordEditKind.Deletion)
                .Select(edit => edit.Kind == WordEditKind.Same ? reference[edit.Reference] : hypothesis[edit.Hypothesis]));
        Assert.Equal(
            Enumerable.Range(0, reference.Length),
            edits.Where(edit => edit.Kind != WordEditKind.Insertion).Select(edit => edit.Reference));
    });

    /// <summary>Longer than what is compared at once, with errors in it and a stretch missing at the cuts.</summary>
    [Fact]
    public void Long_texts_have_the_errors_that_were_made_in_them()
    {
        var reference = Enumerable.Range(0, 3 * WordEdits.Window).Select(i => $"w{i * 7 % 500}").ToArray();
        var hypothesis = reference.ToList();
        hypothesis[10] = "wrong";
        hypothesis[2_500] = "wrong";
        hypothesis.RemoveRange(1_400, 100);
        hypothesis.InsertRange(4_000, ["one", "two"]);

        Assert.Equal(
            new WordErrorRate(reference.Length, Substitutions: 2, Deletions: 100, Insertions: 2),
            WordErrorRate.Between(reference, hypothesis));
    }

    [Fact]
    public void Long_text_against_nothing_is_missing() =>
        Assert.Equal(5_000, WordErrorRate.Between([.. Enumerable.Repeat("w", 5_000)], []).Deletions);

    [Fact]
    public void Characters_count_where_no_spaces_part_words() =>
        Assert.Equal(new WordErrorRate(4, 1, 0, 0), WordErrorRate.Between("東京大学", "東京大字"));
}
