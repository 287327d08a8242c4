using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class HallucinationGuardTests
{
    private const int Second = AudioFormat.SampleRate;

    private static readonly Word Sure = new("yes", 1000, 6000, 0.9f);
    private static readonly Word Squeezed = new("you", 15_900, 16_000, 0.3f);

    [Theory]
    [InlineData(-0.2f, Second / 2, true)]
    [InlineData(-0.6f, Second / 2, false)] // a fragment needs to be surer
    [InlineData(-0.6f, 5 * Second, true)]
    [InlineData(-2f, 5 * Second, false)]
    public void Doubtful_hypothesis_is_not_believed(float meanLogProbability, int samples, bool believed) =>
        Assert.Equal(believed ? [Sure] : [], HallucinationGuard.Heard(new Hypothesis([Sure], [1], meanLogProbability), samples));

    [Theory]
    [InlineData(0.3f)]
    [InlineData(0.99f)]
    public void Words_squeezed_into_the_last_instant_are_taken_out_however_sure_the_decoder_is(float confidence)
    {
        var squeezed = Squeezed with { Confidence = confidence };
        Assert.Equal([Sure], HallucinationGuard.Heard(new Hypothesis([Sure, squeezed, squeezed], [1, 2, 3], -0.3f), Second));
    }

    [Fact]
    public void What_is_left_without_them_is_believed_though_the_whole_was_doubtful() =>
        Assert.Equal([Sure], HallucinationGuard.Heard(new Hypothesis([Sure, Squeezed, Squeezed], [1, 2, 3], -1.5f), Second));

    [Fact]
    public void What_is_left_is_not_believed_where_it_is_doubtful_itself() =>
        Assert.Empty(
            HallucinationGuard.Heard(new Hypothesis([Sure with { Confidence = 0.2f }, Squeezed, Squeezed], [1, 2, 3], -1.5f), Second));

    [Fact]
    public void One_short_word_at_the_end_stays() =>
        Assert.Equal([Sure, Squeezed], HallucinationGuard.Heard(new Hypothesis([Sure, Squeezed], [1, 2], -0.3f), Second));

    [Fact]
    public void Longer_words_at_the_end_stay()
    {
        Word[] longer = [Sure, Squeezed with { Start = 14_000 }, Squeezed with { Start = 15_000 }];
        Assert.Equal(longer, HallucinationGuard.Heard(new Hypothesis(longer, [], -0.3f), Second));
    }
}
