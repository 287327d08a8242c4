using CsCheck;
using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class WordErrorRateTests
{
    private static readonly Gen<string[]> Words = Gen.Int[0, 2].Select(letter => "abc"[letter].ToString()).Array[0, 12];

    [Fact]
    public void Equal_texts_have_no_errors() =>
        Assert.Equal(new WordErrorRate(3, 0, 0, 0), WordErrorRate.Between("The cat sat.", "the cat, SAT"));

    [Theory]
    [InlineData("a b c", "a x c", 1, 0, 0)]
    [InlineData("a b c", "a c", 0, 1, 0)]
    [InlineData("a b c", "a b x c", 0, 0, 1)]
    [InlineData("a b c d", "b c d e", 0, 1, 1)]
    [InlineData("a b", "", 0, 2, 0)]
    public void Errors_are_told_by_kind(string reference, string hypothesis, int substitutions, int deletions, int insertions) =>
        Assert.Equal(
            new WordErrorRate(reference.Split(' ').Length, substitutions, deletions, insertions),
            WordErrorRate.Between(reference, hypothesis));

    [Fact]
    public void Rate_is_errors_per_reference_word() =>
        Assert.Equal(0.5, WordErrorRate.Between("a b c d", "a x c").Rate);

    [Fact]
    public void Words_where_nothing_was_said_are_all_wrong() => Assert.Equal(1, WordErrorRate.Between("", "hello there").Rate);

    [Fact]
    public void Rates_add_up_by_words() =>
        Assert.Equal(new WordErrorRate(4, 1, 1, 0), WordErrorRate.Between("a b", "a x") + WordErrorRate.Between("c d", "c"));

    [Fact]
    public void Swapping_texts_swaps_deletions_and_insertions() => Gen.Select(Words, Words).Sample((reference, hypothesis) =>
    {
        var forth = WordErrorRate.Between(reference, hypothesis);
        var back = WordErrorRate.Between(hypothesis, reference);
        Assert.Equal(forth.Errors, back.Errors);
        Assert.Equal(hypothesis.Length - reference.Length, forth.Insertions - forth.Deletions);
        Assert.InRange(forth.Errors, Math.Abs(hypothesis.Length - reference.Length), Math.Max(hypothesis.Length, reference.Length));
    });
}
