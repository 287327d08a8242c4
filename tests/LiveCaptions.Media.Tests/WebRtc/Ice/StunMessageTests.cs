using System.Buffers.Binary;
using System.Net;
using CsCheck;
using LiveCaptions.Media.WebRtc.Ice;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Ice;

public sealed class StunMessageTests
{
    [Fact]
    public void Request_of_RFC_5769_is_read()
    {
        var message = Parse(StunVectors.Request);
        Assert.True(message.IsBindingRequest);
        Assert.Equal(StunVectors.TransactionId, message.TransactionId);
        Assert.Equal("evtj:h6vY"u8, message.Username);
        Assert.Equal(0x6e0001ffu, message.Priority);
        Assert.Equal(0x932ff9b151263b36ul, message.IceControlled);
        Assert.Null(message.IceControlling);
        Assert.False(message.UseCandidate);
        Assert.Null(message.ErrorCode);
        Assert.False(message.HasUnknownRequired);
        Assert.False(message.TryGetMappedAddress(out _));
    }

    [Fact]
    public void Responses_of_RFC_5769_are_read()
    {
        AssertMapped(StunVectors.IPv4Response, "192.0.2.1");
        AssertMapped(StunVectors.IPv6Response, "2001:db8:1234:5678:11:2233:4455:6677");
    }

    [Fact]
    public void Integrity_and_fingerprint_of_RFC_5769_are_right()
    {
        foreach (var vector in StunVectors.All)
        {
            var message = Parse(vector);
            Assert.True(message.HasValidFingerprint);
            Assert.True(message.HasValidIntegrity(StunVectors.Password));
            Assert.False(message.HasValidIntegrity("VOkJxbRl1RmTxUk/WvJxBu"u8));
            Assert.False(message.HasValidIntegrity([]));
        }
    }

    [Fact]
    public void Truncated_message_is_refused_at_every_length()
    {
        foreach (var vector in StunVectors.All)
        {
            for (var length = 0; length < vector.Length; length++)
            {
                Assert.False(StunMessage.TryParse(vector.AsSpan(0, length), out _));

                // The same with a length that fits: only whole attributes may remain, and not the fingerprint.
                var cut = vector[..length];
                if (length >= StunMessage.HeaderSize)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(cut.AsSpan(2), (ushort)(length - StunMessage.HeaderSize));
                    Assert.False(StunMessage.TryParse(cut, out var message) && message.HasValidFingerprint);
                }
            }
        }
    }

    [Fact]
    public void Trailing_bytes_are_refused()
    {
        Assert.False(StunMessage.TryParse([.. StunVectors.Request, 0, 0, 0, 0], out _));
        byte[] counted = [.. StunVectors.Request, 0x80, 0x22, 0, 0];
        counted[3] += 4;
        Assert.False(StunMessage.TryParse(counted, out _));
    }

    [Fact]
    public void Any_flipped_bit_breaks_integrity_or_fingerprint()
    {
        foreach (var vector in StunVectors.All)
        {
            for (var bit = 0; bit < vector.Length * 8; bit++)
            {
                var flipped = (byte[])vector.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                if (StunMessage.TryParse(flipped, out var message))
                {
                    ReadAll(message);
                    Assert.False(message.HasValidFingerprint);
                    Assert.False(bit / 8 < vector.Length - 32 && message.HasValidIntegrity(StunVectors.Password));
                }
            }
        }
    }

    [Fact]
    public void Random_bytes_are_taken_or_refused_without_a_fault() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Bool).Sample((bytes, withHeader) =>
        {
            var datagram = withHeader ? Message(StunClass.Request, bytes[..(bytes.Length & ~3)]) : bytes;
            if (StunMessage.TryParse(datagram, out var message))
            {
                ReadAll(message);
            }
        });

    [Theory]
    [InlineData("80220005aabbccdd")]
    [InlineData("8022ffff")]
    [InlineData("80220001")]
    [InlineData("002400051122334455000000")]
    [InlineData("00240000")]
    [InlineData("802a00071122334455667700")]
    [InlineData("0008001000112233445566778899aabbccddeeff")]
    [InlineData("80280000")]
    [InlineData("0009000204000000")]
    public void Attribute_of_an_impossible_length_is_refused(string attribute) =>
        Assert.False(StunMessage.TryParse(Message(StunClass.Request, Convert.FromHexString(attribute)), out _));

    [Fact]
    public void Message_longer_than_any_path_carries_is_refused()
    {
        Assert.True(StunMessage.TryParse(Message(StunClass.Request, Attribute(0x8022, new byte[StunMessage.MaxSize - 24])), out _));
        Assert.False(StunMessage.TryParse(Message(StunClass.Request, Attribute(0x8022, new byte[StunMessage.MaxSize - 20])), out _));
    }

    [Fact]
    public void Attributes_behind_the_integrity_are_not_seen()
    {
        byte[] body =
        [
            .. Attribute(0x0008, new byte[20]), .. Attribute(0x0025, []), .. Attribute(0x0006, "mallory"u8.ToArray()),
            .. Attribute(0x7777, []), .. Attribute(0x0008, new byte[3]), .. Attribute(0x8028, new byte[4]),
        ];
        var message = Parse(Message(StunClass.Request, body));
        Assert.False(message.UseCandidate);
        Assert.True(message.Username.IsEmpty);
        Assert.False(message.HasUnknownRequired);
        Assert.Equal(0, message.CopyUnknownTypes(new ushort[4]));
    }

    [Fact]
    public void Of_an_attribute_that_comes_twice_the_first_counts()
    {
        var message =
            Parse(Message(StunClass.Request, [.. Attribute(0x0006, "first"u8.ToArray()), .. Attribute(0x0006, "second"u8.ToArray())]));
        Assert.Equal("first"u8, message.Username);
    }

    [Fact]
    public void Unknown_types_below_0x8000_are_named_in_order()
    {
        byte[] body =
        [
            .. Attribute(0x7001, [1]), .. Attribute(0x9000, []), .. Attribute(0x0003, new byte[4]), .. Attribute(0x0024, new byte[4])
        ];
        var message = Parse(Message(StunClass.Request, body));
        Assert.True(message.HasUnknownRequired);
        var types = new ushort[4];
        Assert.Equal(2, message.CopyUnknownTypes(types));
        Assert.Equal([0x7001, 0x0003], types[..2]);
        Assert.Equal(1, message.CopyUnknownTypes(types.AsSpan(0, 1)));
    }

    [Theory]
    [InlineData(0x0001, StunClass.Request, 0x001)]
    [InlineData(0x0011, StunClass.Indication, 0x001)]
    [InlineData(0x0101, StunClass.SuccessResponse, 0x001)]
    [InlineData(0x0111, StunClass.ErrorResponse, 0x001)]
    [InlineData(0x3EEF, StunClass.Request, 0xFFF)]
    [InlineData(0x0003, StunClass.Request, 0x003)]
    public void Class_and_method_lie_between_each_other(ushort type, StunClass expectedClass, ushort expectedMethod)
    {
        var datagram = Message(StunClass.Request, []);
        BinaryPrimitives.WriteUInt16BigEndian(datagram, type);
        var message = Parse(datagram);
        Assert.Equal(expectedClass, message.Class);
        Assert.Equal(expectedMethod, message.Method);
        Assert.Equal(type == 0x0001, message.IsBindingRequest);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        Assert.Equal(0, Allocated());
        static long Allocated()
        {
            Check(100);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Check(1000);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        static void Check(int times)
        {
            for (var i = 0; i < times; i++)
            {
                _ = StunMessage.TryParse(StunVectors.Request, out var message)
                    && message.HasValidFingerprint
                    && message.HasValidIntegrity(StunVectors.Password);
            }
        }
    }

    private static StunMessage Parse(byte[] datagram)
    {
        Assert.True(StunMessage.TryParse(datagram, out var message));
        return message;
    }

    private static void AssertMapped(byte[] vector, string address)
    {
        var message = Parse(vector);
        Assert.Equal(StunClass.SuccessResponse, message.Class);
        Assert.True(message.TryGetMappedAddress(out var mapped));
        Assert.Equal(new IPEndPoint(IPAddress.Parse(address), 32853), mapped);
    }

    private static void ReadAll(StunMessage message)
    {
        _ = message.Class;
        _ = message.Method;
        _ = message.TransactionId.Length + message.Username.Length;
        _ = message.Priority;
        _ = message.UseCandidate;
        _ = message.IceControlled;
        _ = message.IceControlling;
        _ = message.ErrorCode;
        _ = message.TryGetMappedAddress(out _);
        _ = message.CopyUnknownTypes(new ushort[8]);
        _ = message.HasValidFingerprint;
        _ = message.HasValidIntegrity(StunVectors.Password);
    }

    private static byte[] Message(StunClass messageClass, byte[] body)
    {
        var header = new byte[StunMessage.HeaderSize];
        header[0] = (byte)((int)messageClass >> 1);
        header[1] = (byte)(1 | (((int)messageClass & 1) << 4));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 0x2112A442);
        return [.. header, .. body];
    }

    private static byte[] Attribute(ushort type, byte[] value) =>
        [(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length, .. value, .. new byte[(4 - (value.Length % 4)) % 4]];
}
