using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Recognition;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("times.", true)]
    [InlineData("“times?”", true)]
    [InlineData("世界。", true)]
    [InlineData("Mr.", false)]
    [InlineData("dr.", false)]
    [InlineData("J.", false)]
    [InlineData("I.", true)]
    [InlineData("times,", false)]
    [InlineData("", false)]
    public void Sentence_ends_are_told_from_abbreviations(string word, bool ends)
    {
        Assert.Equal(ends, Sentence.EndsWith(word));
    }
}
