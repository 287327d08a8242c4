using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

/// <summary>Values of ITU-T G.711's tables, at 16 bits.</summary>
public sealed class G711Tests
{
    [Theory]
    [InlineData(true, 0x80, 32_124)]
    [InlineData(true, 0x00, -32_124)]
    [InlineData(true, 0xFF, 0)]
    [InlineData(true, 0xFE, 8)]
    [InlineData(true, 0xF0, 120)]
    [InlineData(false, 0xD5, 8)]
    [InlineData(false, 0x55, -8)]
    [InlineData(false, 0xAA, 32_256)]
    [InlineData(false, 0x2A, -32_256)]
    public void Code_stands_for_its_level(bool isMuLaw, int code, int level)
    {
        var sample = new short[1];

        G711.Expand([(byte)code], isMuLaw, sample);

        Assert.Equal(level, sample[0]);
    }
}
