using CsCheck;
using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class RtpPacketTests
{
    // Two CSRCs, an extension of one word (RFC 8285's profile), three bytes of payload and four of padding.
    private static readonly byte[] Full =
    [
        0xB2, 0xEF, 0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 0x01, 0x02, 0x03, 0x04,
        1, 1, 1, 1, 2, 2, 2, 2,
        0xBE, 0xDE, 0, 1, 0x10, 0x7F, 0, 0,
        7, 8, 9,
        0, 0, 0, 4,
    ];

    [Fact]
    public void Everything_before_and_behind_the_payload_is_passed_over()
    {
        Assert.True(RtpPacket.TryParse(Full, out var packet));
        Assert.True(packet.Marker);
        Assert.Equal(111, packet.PayloadType);
        Assert.Equal(0x1234, packet.SequenceNumber);
        Assert.Equal(0xDEADBEEFu, packet.Timestamp);
        Assert.Equal(0x01020304u, packet.Ssrc);
        Assert.Equal(28, packet.HeaderLength);
        Assert.Equal([7, 8, 9], packet.Payload.ToArray());
    }

    [Fact]
    public void Written_header_reads_back() =>
        Gen.Select(Gen.Byte[0, 127], Gen.Bool, Gen.UShort, Gen.UInt, Gen.UInt, Gen.Byte.Array[0, 50])
            .Sample((type, marker, number, timestamp, ssrc, payload) =>
            {
                byte[] datagram = [.. new byte[RtpPacket.PlainHeaderLength], .. payload];
                RtpPacket.WriteHeader(datagram, type, marker, number, timestamp, ssrc);
                return RtpPacket.TryParse(datagram, out var packet)
                    && packet.PayloadType == type && packet.Marker == marker && packet.SequenceNumber == number
                    && packet.Timestamp == timestamp && packet.Ssrc == ssrc
                    && packet.HeaderLength == RtpPacket.PlainHeaderLength && packet.Payload.SequenceEqual(payload);
            });

    [Fact]
    public void Packet_cut_inside_its_header_is_refused()
    {
        for (var length = 0; length < 28; length++)
        {
            Assert.False(RtpPacket.TryParse(Full.AsSpan(0, length), out _), $"{length} bytes");
        }
    }

    [Fact]
    public void Header_length_is_known_before_the_payload_is_decrypted()
    {
        var encrypted = Full.ToArray();
        encrypted[^1] = 0xFF; // no valid padding
        Assert.False(RtpPacket.TryParse(encrypted, out _));
        Assert.True(RtpPacket.TryGetHeaderLength(encrypted, out var length));
        Assert.Equal(28, length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Padding_that_is_none_or_longer_than_the_payload_is_refused(byte padding)
    {
        var datagram = Full.ToArray();
        datagram[^1] = padding;
        Assert.False(RtpPacket.TryParse(datagram, out _));
    }

    [Fact]
    public void Packet_of_padding_alone_has_an_empty_payload()
    {
        var datagram = Full.ToArray();
        datagram[^1] = 7;
        Assert.True(RtpPacket.TryParse(datagram, out var packet));
        Assert.True(packet.Payload.IsEmpty);
    }

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x40)]
    [InlineData(0xC0)]
    public void Other_version_is_refused(byte first)
    {
        var datagram = Full.ToArray();
        datagram[0] = (byte)(first | 0x32);
        Assert.False(RtpPacket.TryParse(datagram, out _));
    }

    [Fact]
    public void Any_bit_may_be_wrong()
    {
        for (var bit = 0; bit < Full.Length * 8; bit++)
        {
            var datagram = Full.ToArray();
            datagram[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertConsistent(datagram);
        }
    }

    [Fact]
    public void Any_bytes_may_come() => Gen.Byte.Array[0, 100].Sample(AssertConsistent);

    private static void AssertConsistent(byte[] datagram)
    {
        if (RtpPacket.TryParse(datagram, out var packet))
        {
            Assert.InRange(packet.HeaderLength, RtpPacket.PlainHeaderLength, datagram.Length);
            Assert.InRange(packet.Payload.Length, 0, datagram.Length - packet.HeaderLength);
        }
    }
}
