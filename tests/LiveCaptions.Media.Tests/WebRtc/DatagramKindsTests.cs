using LiveCaptions.Media.WebRtc;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc;

public sealed class DatagramKindsTests
{
    [Fact]
    public void Every_first_byte_is_told_as_RFC_7983_has_it()
    {
        for (var first = 0; first < 256; first++)
        {
            var expected = first switch
            {
                <= 3 => DatagramKind.Stun,
                >= 20 and <= 63 => DatagramKind.Dtls,
                >= 128 and <= 191 => DatagramKind.Rtp,
                _ => DatagramKind.Unknown,
            };
            Assert.Equal(expected, DatagramKinds.Of([(byte)first, 111, .. new byte[10]]));
        }
    }

    [Fact]
    public void Second_byte_tells_RTCP_from_RTP()
    {
        for (var second = 0; second < 256; second++)
        {
            var expected = second is >= 192 and <= 223 ? DatagramKind.Rtcp : DatagramKind.Rtp;
            Assert.Equal(expected, DatagramKinds.Of([0x80, (byte)second, .. new byte[10]]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(0x80)]
    public void What_is_shorter_than_any_header_is_nothing(byte first)
    {
        for (var length = 0; length < 12; length++)
        {
            var datagram = new byte[length];
            datagram.AsSpan(0, Math.Min(1, length)).Fill(first);
            Assert.Equal(DatagramKind.Unknown, DatagramKinds.Of(datagram));
        }
    }
}
