using LiveCaptions.Bench;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class SpeechBoundsTests
{
    private const int Frame = 160;
    private const short Hiss = 10;
    private const short Voice = 6000;

    // 26 dB below the voice
    private const short Breath = 300;

    [Fact]
    public void Speech_is_between_the_first_and_the_last_loud_frames() =>
        Assert.Equal(new SpeechBounds(50 * Frame, 170 * Frame), Find(
            SpeechBounds.Drop, (Hiss, 50), (Voice, 40), (Hiss, 30), (Voice, 50), (Hiss, 50)));

    [Fact]
    public void Click_shorter_than_three_frames_is_no_speech() =>
        Assert.Equal(
            new SpeechBounds(52 * Frame, 92 * Frame),
            Find(SpeechBounds.Drop, (Hiss, 20), (Voice, 2), (Hiss, 30), (Voice, 40), (Hiss, 30), (Voice, 2), (Hiss, 20)));

    [Fact]
    public void Breath_before_the_first_word_is_left_out_only_by_the_strict_threshold()
    {
        (short, int)[] clip = [(Hiss, 50), (Breath, 20), (Voice, 80), (Hiss, 50)];

        Assert.Equal(50 * Frame, Find(SpeechBounds.Drop, clip)?.Start);
        Assert.Equal(70 * Frame, Find(SpeechBounds.StrictDrop, clip)?.Start);
    }

    [Fact]
    public void Loud_noise_raises_the_threshold() =>
        Assert.Equal(new SpeechBounds(50 * Frame, 130 * Frame), Find(SpeechBounds.Drop, (Breath, 50), (Voice, 80), (Breath, 50)));

    [Fact]
    public void Speech_may_fill_the_clip_to_its_edges() =>
        Assert.Equal(new SpeechBounds(0, 200 * Frame), Find(SpeechBounds.Drop, (Voice, 90), (Hiss, 20), (Voice, 90)));

    [Theory]
    [InlineData(0, 100)]
    [InlineData(Voice, 100)]
    [InlineData(Voice, 0)]
    public void Where_nothing_stands_out_there_are_no_bounds(short level, int frames) =>
        Assert.Null(Find(SpeechBounds.Drop, (level, frames)));

    private static SpeechBounds? Find(double drop, params (short Level, int Frames)[] parts) =>
        SpeechBounds.Find([.. parts.SelectMany(part => Enumerable.Repeat(part.Level, part.Frames * Frame))], drop);
}
