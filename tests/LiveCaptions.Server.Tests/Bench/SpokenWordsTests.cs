using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class SpokenWordsTests
{
    [Theory]
    [InlineData("It’s the THING, isn't it?", "its the thing is not it")]
    [InlineData("'I can't,' he said, `we'll see'", "i can not he said we will see")]
    [InlineData("Um, all right, er... okay", "alright ok")]
    [InlineData("well-known", "well known")]
    [InlineData("Mr. Bell and Dr. No", "mister bell and doctor no")]
    [InlineData("a 12% chance", "a 12 percent chance")]
    [InlineData("1,200 men", "1200 men")]
    [InlineData("3.5 miles", "3.5 miles")]
    public void Writing_is_made_plain(string text, string expected) => Assert.Equal(expected, string.Join(' ', SpokenWords.Of(text)));

    [Theory]
    [InlineData("one", "1")]
    [InlineData("twenty one days", "21 days")]
    [InlineData("twenty-one", "21")]
    [InlineData("two hundred and five men", "205 men")]
    [InlineData("three thousand two hundred and seventeen", "3217")]
    [InlineData("six million", "6000000")]
    [InlineData("in eighteen forty one he", "in 1841 he")]
    [InlineData("nineteen hundred", "1900")]
    [InlineData("the twenty first of june", "the 21st of june")]
    [InlineData("the twelfth night", "the 12th night")]
    [InlineData("the thirtieth", "the 30th")]
    [InlineData("the one hundred and first", "the 101st")]
    [InlineData("black and white and two and three", "black and white and 2 and 3")]
    public void Numbers_become_digits(string text, string expected) => Assert.Equal(expected, string.Join(' ', SpokenWords.Of(text)));
}
