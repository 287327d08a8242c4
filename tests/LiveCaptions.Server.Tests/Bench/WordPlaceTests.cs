using LiveCaptions.Bench;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class WordPlaceTests
{
    [Fact]
    public void Error_has_the_sign_of_lateness()
    {
        Assert.Equal(0.1, StartError("one", 5, At("one", 5.1, 5.3)));
        Assert.Equal(-0.1, StartError("one", 5, At("one", 4.9, 5.3)));
    }

    [Fact]
    public void End_is_compared_with_ends() =>
        Assert.Equal(0.25, WordPlace.Error([At("one", 4.5, 5.25)], "one", AudioFormat.ToSamples(5), word => word.End)!.Value, 6);

    [Fact]
    public void Case_and_punctuation_do_not_matter() => Assert.Equal(0.1, StartError("DON'T", 5, At("“Don’t,", 5.1, 5.3)));

    [Fact]
    public void Nearest_of_the_same_letters_counts() =>
        Assert.Equal(-0.2, StartError("the", 5, At("the", 4.5, 4.6), At("the", 4.8, 4.9), At("a", 5, 5.1), At("the", 5.3, 5.4)));

    [Fact]
    public void Word_that_was_not_recognised_has_no_error() => Assert.Null(StartError("one", 5, At("won", 5, 5.2)));

    [Fact]
    public void Word_more_than_a_second_away_is_another_one() =>
        Assert.Null(StartError("one", 5, At("one", 3.9, 4.2), At("one", 6.1, 6.3)));

    [Fact]
    public void Errors_are_summed_up_by_size_and_their_mean_keeps_signs() =>
        Assert.Equal(
            new TimingErrors(Clips: 5, Matched: 4, Median: 0.1, P90: 0.31, Within100Ms: 0.75, Within200Ms: 0.75, Bias: 0.1),
            TimingErrors.Of([0.1, null, -0.1, 0.0, 0.4]));

    [Fact]
    public void Nothing_found_has_no_errors() => Assert.Null(TimingErrors.Of([null, null]));

    private static double? StartError(string text, double seconds, params Word[] words) =>
        WordPlace.Error(words, text, AudioFormat.ToSamples(seconds), word => word.Start) is { } error ? Math.Round(error, 6) : null;

    private static Word At(string text, double start, double end) => new(text, AudioFormat.ToSamples(start), AudioFormat.ToSamples(end), 1);
}
