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
        Assert.Equal(stable, Judge(Words(before), Words(now)));

    [Theory]
    [InlineData("It was. The", "it was, the", 3)]
    [InlineData("\"Why?\" he", "why he", 2)]
    [InlineData("can't", "cant", 0)]
    public void Casing_and_punctuation_around_words_do_not_count(string before, string now, int stable) =>
        Assert.Equal(stable, Judge(Words(before), Words(now)));

    [Theory]
    [InlineData("", "it was the best", 4)]
    [InlineData("it", "it was the best", 4)]
    public void Likely_words_are_stable_at_once(string before, string now, int stable) =>
        Assert.Equal(stable, Judge(Words(before), Words(now, confidence: 0.92f)));

    [Fact]
    public void Sure_words_behind_a_doubtful_one_are_not_stable()
    {
        var words = Words("it was the best", confidence: 0.98f);
        words[1] = words[1] with { Confidence = 0.5f };
        Assert.Equal(1, Judge([], words));
    }

    [Fact]
    public void Doubtful_words_are_stable_once_four_hypotheses_agree()
    {
        var words = Words("it was", confidence: 0.5f);
        var stability = new WordStability();
        Assert.Equal([0, 0, 0, 2], Enumerable.Range(0, 4).Select(_ => stability.Next(words)));
    }

    [Fact]
    public void Words_that_become_final_are_counted_no_more()
    {
        var stability = new WordStability();
        stability.Next(Words("it was the best"));
        stability.Forget(2);
        Assert.Equal(1, stability.Next(Words("the worst")));
    }

    private static int Judge(List<Word> before, List<Word> now)
    {
        var stability = new WordStability();
        stability.Next(before);
        return stability.Next(now);
    }

    private static List<Word> Words(string text, float confidence = 0.8f) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((w, i) => new Word(w, i * 1000, (i + 1) * 1000, confidence))];
}
