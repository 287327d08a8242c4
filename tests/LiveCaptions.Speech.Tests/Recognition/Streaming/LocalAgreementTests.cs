using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class LocalAgreementTests
{
    [Theory]
    [InlineData("", "it was", 0)]
    [InlineData("it was", "", 0)]
    [InlineData("it was the", "it was the best", 3)]
    [InlineData("it was the best", "it was a best", 2)]
    [InlineData("it was the best", "it was", 2)]
    [InlineData("hit was the best", "it was the best", 0)]
    public void Words_both_begin_with_are_stable(string before, string now, int stable) =>
        Assert.Equal(stable, LocalAgreement.StableWords(Words(before), Words(now)));

    [Theory]
    [InlineData("It was. The", "it was, the", 3)]
    [InlineData("\"Why?\" he", "why he", 2)]
    [InlineData("can't", "cant", 0)]
    public void Casing_and_punctuation_around_words_do_not_count(string before, string now, int stable) =>
        Assert.Equal(stable, LocalAgreement.StableWords(Words(before), Words(now)));

    private static List<Word> Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((w, i) => new Word(w, i * 1000, (i + 1) * 1000, 1))];
}
