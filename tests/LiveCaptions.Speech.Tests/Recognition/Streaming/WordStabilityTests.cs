using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class WordStabilityTests
{
    [Theory]
    [InlineData("", "it was", 0)]
    [InlineData("it was", "", 0)]
    [InlineData("it was the", "it was the best", 3)]
    [InlineData("it was the best", "it was a best", 2)]
    [InlineData("it was the best", "it was", 2)]
    [InlineData("hit was the best", "it was the best", 0)]
    public void Words_that_both_hypotheses_begin_with_are_stable(string before, string now, int stable) =>
        Assert.Equal(stable, WordStability.StableWords(Words(before), Words(now)));

    [Theory]
    [InlineData("It was. The", "it was, the", 3)]
    [InlineData("\"Why?\" he", "why he", 2)]
    [InlineData("can't", "cant", 0)]
    public void Casing_and_punctuation_around_words_do_not_count(string before, string now, int stable) =>
        Assert.Equal(stable, WordStability.StableWords(Words(before), Words(now)));

    [Theory]
    [InlineData("", "it was the best", 4)]
    [InlineData("it", "it was the best", 4)]
    [InlineData("it was the best", "it was the best", 4)]
    public void Sure_words_are_stable_at_once(string before, string now, int stable) =>
        Assert.Equal(stable, WordStability.StableWords(Words(before), Words(now, confidence: 0.96f)));

    [Fact]
    public void Sure_words_behind_a_doubtful_one_are_not_stable()
    {
        var words = Words("it was the best", confidence: 0.96f);
        words[1] = words[1] with { Confidence = 0.5f };
        Assert.Equal(1, WordStability.StableWords([], words));
    }

    private static List<Word> Words(string text, float confidence = 0.5f) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((w, i) => new Word(w, i * 1000, (i + 1) * 1000, confidence))];
}
