using LiveCaptions.Speech.Emotion;

namespace LiveCaptions.Speech.Tests.Emotion;

public sealed class EmotionHeadTests
{
    [Theory]
    [InlineData("moonshine-base", 416)]
    [InlineData("moonshine-tiny", 288)]
    public void The_engines_heads_fit_their_encoders(string engine, int width)
    {
        var head = EmotionHead.For(engine)!;
        Assert.Equal(engine, head.Engine);
        Assert.Equal(
            (head.Classes.Count * head.Taps.Count * width, head.Classes.Count), (head.Class.Weights.Length, head.Class.Offset.Length));
        Assert.Equal((head.Taps.Count * width, 1), (head.Arousal.Weights.Length, head.Arousal.Offset.Length));
        Assert.Equal((head.Taps.Count * width, 1), (head.Valence.Weights.Length, head.Valence.Offset.Length));
        Assert.True(head.Temperature > 0);
        // From a half on, no other label, and nothing that has none, can be likelier.
        Assert.InRange(head.SureFrom, 0.5, 1);
    }

    [Fact]
    public void An_engine_without_a_head_hears_no_emotions() => Assert.Null(EmotionHead.For("somebody-elses"));
}
