using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class OpusPacketTests
{
    // RFC 6716 §3.2: the frames' bytes are 0x51, 0x52, …
    [Theory]
    [InlineData(new[] { 0x08, 0x51, 0x52 }, new[] { 0x51, 0x52 })]
    [InlineData(new[] { 0x09, 0x51, 0x52, 0x53, 0x54 }, new[] { 0x51, 0x52 })] // two of the same size
    [InlineData(new[] { 0x09, 0x51, 0x52, 0x53 }, new int[0])]
    [InlineData(new[] { 0x0A, 1, 0x51, 0x52, 0x53 }, new[] { 0x51 })] // two, the first with its size
    [InlineData(new[] { 0x0A, 9, 0x51 }, new int[0])]
    [InlineData(new[] { 0x0A, 252 }, new int[0])]
    [InlineData(new[] { 0x0B, 0x02, 0x51, 0x52 }, new[] { 0x51 })] // many of the same size
    [InlineData(new[] { 0x0B, 0x03, 0x51, 0x52 }, new int[0])]
    [InlineData(new[] { 0x0B, 0x00, 0x51 }, new int[0])]
    [InlineData(new[] { 0x0B, 0x42, 2, 0x51, 0x52, 0, 0 }, new[] { 0x51 })] // with padding
    [InlineData(new[] { 0x0B, 0x42, 9, 0x51, 0x52 }, new int[0])]
    [InlineData(new[] { 0x0B, 0x83, 1, 2, 0x51, 0x52, 0x53, 0x54 }, new[] { 0x51 })] // with sizes
    [InlineData(new[] { 0x0B, 0xC2, 1, 1, 0x51, 0x52, 0 }, new[] { 0x51 })] // with both
    [InlineData(new[] { 0x0B, 0x81, 0x51, 0x52 }, new[] { 0x51, 0x52 })] // one, which is as long as is left
    [InlineData(new[] { 0x0B }, new int[0])]
    [InlineData(new int[0], new int[0])]
    public void First_frame_is_found(int[] packet, int[] frame) =>
        Assert.Equal(frame.Select(one => (byte)one), OpusPacket.FirstFrame([.. packet.Select(one => (byte)one)]).ToArray());

    [Fact]
    public void Size_of_two_bytes_is_four_times_the_second_more()
    {
        byte[] packet = [0x0A, 253, 2, .. Enumerable.Repeat((byte)7, 300)];
        Assert.Equal(261, OpusPacket.FirstFrame(packet).Length);
    }

    [Theory]
    [InlineData(new[] { 0x08 }, 960)]
    [InlineData(new[] { 0x09 }, 1_920)]
    [InlineData(new[] { 0x60 }, 480)] // hybrid
    [InlineData(new[] { 0x83, 0x30 }, 5_760)] // 48 of 2.5 ms
    [InlineData(new[] { 0x1B, 0x02 }, 5_760)]
    [InlineData(new[] { 0x1B, 0x03 }, 0)] // more than 120 ms
    [InlineData(new[] { 0x1B }, 0)]
    [InlineData(new int[0], 0)]
    public void Packet_says_how_long_it_is(int[] packet, int samples) =>
        Assert.Equal(samples, OpusPacket.Samples([.. packet.Select(one => (byte)one)]));
}
