using LiveCaptions.Media.Rtmp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtmp;

/// <summary>What frames tell of their format.</summary>
public sealed class MissingConfigurationTests
{
    [Theory]
    [InlineData("FFF14C80019FFC" + "00000000" + "00", 48_000, 2, "1190")] // 12 bytes of low complexity
    [InlineData("FFF15040019FFC" + "00000000" + "00", 44_100, 1, "1208")]
    public void Adts_header_tells_the_configuration(string hex, int rate, int channels, string configuration)
    {
        Assert.True(AdtsHeader.TryRead(Convert.FromHexString(hex), out var header));
        Assert.Equal((7, 12, rate, channels), (header.Size, header.FrameSize, header.Rate, header.Channels));
        Assert.Equal(configuration, Convert.ToHexString(header.Configuration));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FFF14C80019F")]
    [InlineData("FFF14C80019FFC")] // longer than what is there
    [InlineData("FFF14C80001FFC0000")] // shorter than itself
    [InlineData("FFF17C80019FFC0000000000")] // no rate
    [InlineData("FFFB4C80019FFC0000000000")] // MP3
    [InlineData("211A4C80019FFC0000000000")] // a bare frame
    public void What_is_no_adts_frame_is_none(string hex) => Assert.False(AdtsHeader.TryRead(Convert.FromHexString(hex), out _));

    [Theory]
    [InlineData(21.333, 0x21, 48_000, 2)]
    [InlineData(23.2, 0x01, 44_100, 1)]
    [InlineData(23.5, 0x21, 44_100, 2)]
    [InlineData(42.7, 0x21, 24_000, 2)]
    [InlineData(128, 0x01, 8_000, 1)]
    public void Rate_of_bare_aac_is_what_makes_its_frames_so_long(double milliseconds, byte first, int rate, int channels)
    {
        var guess = AacConfiguration.Guess([(byte[])[0xDE, 2], (byte[])[first, 0x4C]], milliseconds);

        Assert.Equal((rate, channels), (guess?.Rate, guess?.Channels));
    }

    [Theory]
    [InlineData(0, 0x21)]
    [InlineData(100, 0x21)] // no rate
    [InlineData(21.333, 0xDE)] // fillings only
    public void Aac_that_does_not_tell_is_not_guessed_at(double milliseconds, byte first) =>
        Assert.Null(AacConfiguration.Guess([(byte[])[first, 2]], milliseconds));

    [Theory]
    [InlineData("FFF8CA08", "664C6143800000220010FFFF0000000000000BB800F0")] // 48 kHz, mono, 16 bit
    [InlineData("FFF9C91C", "664C6143800000220010FFFF0000000000000AC44370")] // 44.1 kHz, stereo, 24 bit
    public void Flac_frame_tells_its_stream(string frame, string beginning) =>
        Assert.StartsWith(beginning, Convert.ToHexString(FlacConfiguration.Of(Convert.FromHexString(frame))!), StringComparison.Ordinal);

    [Theory]
    [InlineData("FFF8")]
    [InlineData("0000CA08")]
    [InlineData("FFF8C008")] // rate as in the beginning
    [InlineData("FFF8CA00")] // depth as in the beginning
    [InlineData("FFF8CAB8")] // eleven channels
    public void Flac_frame_that_leaves_it_to_the_beginning_does_not_tell(string frame) =>
        Assert.Null(FlacConfiguration.Of(Convert.FromHexString(frame)));
}
