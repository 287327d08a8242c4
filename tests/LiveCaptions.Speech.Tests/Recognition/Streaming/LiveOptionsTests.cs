using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class LiveOptionsTests
{
    [Theory]
    [InlineData(0.7)]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(20)]
    public void Doubtful_words_become_final_in_time(double seconds)
    {
        // One that has just too little behind it waits for the next step.
        var options = new LiveOptions().Within(TimeSpan.FromSeconds(seconds));
        Assert.InRange(options.RightContext + options.Step, 0, seconds);
    }

    [Fact]
    public void More_time_gives_more_to_know()
    {
        double[] delays = [0.7, 1, 2, 3, 5, 10];
        var contexts = delays.Select(delay => new LiveOptions().Within(TimeSpan.FromSeconds(delay))).ToList();
        Assert.Equal(contexts.Select(o => o.RightContext).Order(), contexts.Select(o => o.RightContext));
        Assert.Equal(contexts.Select(o => o.SureContext).Order(), contexts.Select(o => o.SureContext));
        Assert.All(contexts, o => Assert.True(o.AgreedContext <= o.SureContext && o.SureContext <= o.RightContext));
    }

    [Fact]
    public void Usual_delay_is_what_the_contexts_were_chosen_for()
    {
        var options = new LiveOptions();
        Assert.Equal(options, options.Within(Speech.Recognition.RecognizerStreamOptions.DefaultMaxDelay));
    }
}
