using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class StemFeaturesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(511, 0)]
    [InlineData(894, 0)]
    [InlineData(895, 1)]
    [InlineData(16_000, 40)]
    [InlineData(192_000, 498)]
    [InlineData(480_000, 1248)]
    public void Frames_are_what_the_published_encoder_gives(int samples, int frames) =>
        Assert.Equal(frames, StemFeatures.Frames(samples));
}
