using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Whisper;
using Whisper.net;

namespace LiveCaptions.Speech.Tests.Recognition.Whisper;

public sealed class WhisperWordsTests
{
    private const int EndOfText = 50_257;
    private const int Second = AudioFormat.SampleRate;

    [Fact]
    public void Tokens_of_a_word_are_put_together()
    {
        var words = Words(2, Segment(
            " Good morning.", 0, 2, Token(" Good", 0, 50), Token(" mor", 60, 80, 0.5f), Token("ning", 80, 110), Token(".", 110, 150)));
        Assert.Equal(["Good", "morning."], words.Select(w => w.Text));
        Assert.Equal((0, Second / 2), (words[0].Start, words[0].End));
        Assert.Equal((Second * 6 / 10, Second * 3 / 2), (words[1].Start, words[1].End));
        Assert.Equal(MathF.Pow(0.5f, 1f / 3), words[1].Confidence, 4);
    }

    [Fact]
    public void Times_are_no_words()
    {
        var (begin, end) = (Token("[_BEG_]", 0, 0, 0.1f, EndOfText + 107), Token("[_TT_50]", 100, 100, 0.1f, EndOfText + 157));
        var hypothesis = WhisperWords.Of([Segment(" Yes", 0, 1, begin, Token(" Yes", 0, 50), end)], EndOfText, Second);
        Assert.Equal("Yes", Assert.Single(hypothesis.Words).Text);
        Assert.Equal(0, hypothesis.MeanLogProbability);
    }

    [Fact]
    public void Characters_that_are_made_of_several_tokens_take_their_share_of_the_segment()
    {
        var words = Words(2, Segment(
            " 今天 很好", 1, 2, Token(" \uFFFD", 100, 130), Token("\uFFFD天", 130, 150), Token(" 很好", 150, 200)));
        Assert.Equal(["今天", "很好"], words.Select(w => w.Text));
        Assert.InRange(words[1].Start, Second * 3 / 2, Second * 17 / 10);
        Assert.Equal(2 * Second, words[1].End);
    }

    [Theory]
    [InlineData(" [BLANK_AUDIO]")]
    [InlineData(" (applause)")]
    [InlineData(" *sighs*")]
    [InlineData("♪♪")]
    public void Remarks_are_no_words(string text) => Assert.Empty(Words(1, Segment(text, 0, 1, Token(text, 0, 100))));

    [Fact]
    public void Words_stay_within_the_sound_and_in_order()
    {
        var words = Words(1, Segment(" one two three", 0, 1, Token(" one", 50, 60), Token(" two", 20, 10), Token(" three", 90, 300)));
        Assert.Equal(words.Select(w => w.Start).Order(), words.Select(w => w.Start));
        Assert.All(words, w => Assert.True(w.Start <= w.End && w.End <= Second, $"{w}"));
    }

    private static IReadOnlyList<Word> Words(int seconds, SegmentData segment) =>
        WhisperWords.Of([segment], EndOfText, seconds * Second).Words;

    private static WhisperToken Token(string text, long start, long end, float probability = 1, int id = 5) =>
        new() { Id = id, Text = text, Start = start, End = end, Probability = probability, ProbabilityLog = MathF.Log(probability) };

    private static SegmentData Segment(string text, double start, double end, params WhisperToken[] tokens) =>
        new(text, TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), 1, 1, 1, 0, "en", tokens);
}
