using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class ContinuationTests
{
    [Theory]
    [InlineData("it@1 was@2", "it@1 was@2 the@3 best@4", 2.5, "the best")]
    [InlineData("it@1 was.@2", "It@1 was@2 the@3", 2.5, "the")]
    [InlineData("", "it@1 was@2", 0, "it was")]
    [InlineData("it@1 was@2", "was@2 the@3", 2.5, "the")] // the window begins later
    [InlineData("it@1 was@2", "it@1 was@2", 2.5, "")]
    public void Hypothesis_goes_on_behind_the_final_words(string final, string words, double end, string expected) =>
        Assert.Equal(expected, Find(final, words, end));

    [Theory]
    [InlineData("years@5.0 before@5.5 as@5.8", "years@5.0 before@5.5 as@6.4 I@6.6", 6, "I")] // beside a pause
    [InlineData("the@5.0 original@5.5 one@5.8", "the@5.0 original@5.5 one@7.1 and@7.9", 6, "and")]
    [InlineData("the@5.0 best@5.5", "the@5.0 best@5.1 of@5.4 times@5.9", 5.7, "of times")] // times that jumped
    public void Final_words_are_found_where_they_are_heard_at_other_times(string final, string words, double end, string expected) =>
        Assert.Equal(expected, Find(final, words, end));

    [Theory]
    [InlineData("so@4.5 no@5.0", "so@4.5 no@5.0 no@5.4 no@5.8", 5.2, "no no")]
    [InlineData("he@4.0 said@4.5 that@5.0", "he@4.0 said@4.5 that@5.0 that@5.4 is@5.8", 5.2, "that is")]
    public void Words_that_are_said_twice_are_kept_twice(string final, string words, double end, string expected) =>
        Assert.Equal(expected, Find(final, words, end));

    [Theory]
    [InlineData("in@5.0 there@5.5", "in@5.0 their@5.5 house@6.0", 5.8, "house")]
    [InlineData("another@5.3", "in@5.1 other@5.4 places@6.0", 5.6, "places")]
    public void Time_decides_where_final_words_are_heard_otherwise(string final, string words, double end, string expected) =>
        Assert.Equal(expected, Find(final, words, end));

    private static string Find(string final, string words, double end)
    {
        var heard = Words(words);
        return string.Join(' ', heard.Skip(Continuation.Find(Words(final), heard, AudioFormat.ToSamples(end))).Select(word => word.Text));
    }

    /// <summary>Words with the middle of each.</summary>
    private static List<Word> Words(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word =>
    {
        var (at, middle) = (word.IndexOf('@', StringComparison.Ordinal), 0L);
        middle = AudioFormat.ToSamples(double.Parse(word[(at + 1)..], System.Globalization.CultureInfo.InvariantCulture));
        return new Word(word[..at], middle - 800, middle + 800, 0.9f);
    })];
}
