using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class OpusEncoderTests
{
    [Fact]
    public void Number_of_samples_that_no_packet_has_is_refused()
    {
        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings());
        Assert.Throws<ArgumentException>(() => encoder.Encode(new short[321], new byte[OpusEncoder.MaxPacket]));
    }

    [Fact]
    public void Settings_and_rates_that_libopus_does_not_take_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new OpusEncoder(44_100, new OpusEncoderSettings()));
        Assert.Throws<ArgumentException>(() => new OpusEncoder(16_000, new OpusEncoderSettings(ExpectedLoss: 101)));
    }
}
