using CsCheck;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class WordAlignmentTests
{
    private static readonly Gen<string[]> Words = Gen.OneOf("a", "b", "c", "A,", "…").Array[0, 8];

    [Fact]
    public void Matched_words_are_the_same_in_the_same_order()
    {
        Gen.Select(Words, Words).Sample((before, after) =>
        {
            var match = WordAlignment.Match(before, after);

            var matched = Enumerable.Range(0, before.Length).Where(i => match[i] >= 0).ToList();
            Assert.All(
                matched, i => Assert.Equal(before[i].TrimEnd(',').ToUpperInvariant(), after[match[i]].TrimEnd(',').ToUpperInvariant()));
            Assert.Equal(matched.Select(i => match[i]).Distinct().Order(), matched.Select(i => match[i]));
        });
    }

    [Fact]
    public void Text_that_only_grew_keeps_all_its_places()
    {
        Gen.Select(Words, Words).Sample((before, more) =>
            Assert.Equal(Enumerable.Range(0, before.Length), WordAlignment.Match(before, [.. before, .. more])));
    }

    [Fact]
    public void Of_more_words_than_can_be_compared_none_is_the_same()
    {
        string[] many = [.. Enumerable.Repeat("a", 2001)];

        Assert.All(WordAlignment.Match(many, many), found => Assert.Equal(-1, found));
        Assert.Equal(Enumerable.Range(0, 2000), WordAlignment.Match(many[1..], many[1..]));
    }

    [Theory]
    [InlineData("a b c d", "a b c d", 2, 2)]
    [InlineData("I am here now", "I'm here now", 2, 1)]
    [InlineData("one two three", "zero one two three", 2, 3)]
    [InlineData("x y z", "p q", 2, 2)]
    [InlineData("a b", "", 1, 0)]
    public void Boundary_moves_with_its_words(string before, string after, int index, int mapped)
    {
        var (old, now) = (before.Split(' '), after.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(mapped, WordAlignment.MapBoundary(WordAlignment.Match(old, now), index, now.Length));
    }
}
