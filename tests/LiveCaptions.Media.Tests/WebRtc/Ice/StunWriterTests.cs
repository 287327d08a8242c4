using System.Net;
using System.Text;
using CsCheck;
using LiveCaptions.Media.WebRtc.Ice;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Ice;

public sealed class StunWriterTests
{
    private static readonly byte[] TransactionId = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    [Fact]
    public void Success_reads_back() =>
        Gen.Select(Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]), Gen.UShort, Gen.Byte.Array[1, 64]).Sample((address, port, password) =>
        {
            var mapped = new IPEndPoint(new IPAddress(address), port);
            var buffer = new byte[StunMessage.MaxSize];
            var message = Parse(buffer, StunWriter.WriteBindingSuccess(buffer, TransactionId, mapped, password), password);
            Assert.Equal(StunClass.SuccessResponse, message.Class);
            Assert.Equal(TransactionId, message.TransactionId);
            Assert.True(message.TryGetMappedAddress(out var read));
            Assert.Equal(mapped.Address.IsIPv4MappedToIPv6 ? mapped.Address.MapToIPv4() : mapped.Address, read.Address);
            Assert.Equal(port, read.Port);
        });

    [Fact]
    public void IPv4_address_inside_IPv6_is_told_as_IPv4()
    {
        var buffer = new byte[StunMessage.MaxSize];
        var mapped = new IPEndPoint(IPAddress.Parse("192.0.2.1").MapToIPv6(), 32853);
        var length = StunWriter.WriteBindingSuccess(buffer, StunVectors.TransactionId, mapped, StunVectors.Password);
        Assert.True(StunVectors.IPv4Response.AsSpan(36, 12).SequenceEqual(buffer.AsSpan(20, 12)));
        Assert.Equal(20 + 12 + 24 + 8, length);
    }

    [Fact]
    public void Request_reads_back() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 3, 513], Gen.UInt, Gen.ULong, Gen.Bool, Gen.Bool, Gen.Byte.Array[1, 256]).Sample(
            (username, priority, tieBreaker, isControlled, useCandidate, password) =>
            {
                var buffer = new byte[StunMessage.MaxSize];
                var name = Encoding.ASCII.GetBytes(username);
                var length = StunWriter.WriteBindingRequest(
                    buffer,
                    new StunBindingRequest
                    {
                        TransactionId = TransactionId,
                        Username = name,
                        Priority = priority,
                        TieBreaker = tieBreaker,
                        IsControlled = isControlled,
                        UseCandidate = useCandidate,
                    },
                    password);
                var message = Parse(buffer, length, password);
                Assert.True(message.IsBindingRequest);
                Assert.Equal(name, message.Username);
                Assert.Equal(priority, message.Priority);
                Assert.Equal(isControlled ? tieBreaker : null, message.IceControlled);
                Assert.Equal(isControlled ? null : tieBreaker, message.IceControlling);
                Assert.Equal(useCandidate, message.UseCandidate);
                Assert.False(message.HasUnknownRequired);
            });

    [Theory]
    [InlineData(StunErrorCode.BadRequest)]
    [InlineData(StunErrorCode.Unauthenticated)]
    [InlineData(StunErrorCode.UnknownAttribute)]
    [InlineData(StunErrorCode.RoleConflict)]
    public void Error_reads_back(StunErrorCode code)
    {
        var buffer = new byte[StunMessage.MaxSize];
        var message =
            Parse(buffer, StunWriter.WriteBindingError(buffer, TransactionId, code, [], StunVectors.Password), StunVectors.Password);
        Assert.Equal(StunClass.ErrorResponse, message.Class);
        Assert.Equal((int)code, message.ErrorCode);
    }

    [Fact]
    public void Unknown_types_are_listed_and_padded()
    {
        var buffer = new byte[StunMessage.MaxSize];
        var length = StunWriter.WriteBindingError(
            buffer, TransactionId, StunErrorCode.UnknownAttribute, [0x7001, 0x0003, 0x1234], StunVectors.Password);
        Parse(buffer, length, StunVectors.Password);
        Assert.Equal("000A0006700100031234", Convert.ToHexString(buffer, 20 + 28, 10));
    }

    [Fact]
    public void Error_without_a_password_has_no_integrity()
    {
        var buffer = new byte[StunMessage.MaxSize];
        var length = StunWriter.WriteBindingError(buffer, TransactionId, StunErrorCode.BadRequest, [], []);
        Assert.True(StunMessage.TryParse(buffer.AsSpan(0, length), out var message));
        Assert.True(message.HasValidFingerprint);
        Assert.False(message.HasIntegrity);
        Assert.False(message.HasValidIntegrity([]));
    }

    [Fact]
    public void What_stood_in_the_buffer_before_does_not_leak()
    {
        var clean = new byte[StunMessage.MaxSize];
        var dirty = Enumerable.Repeat((byte)0xEE, StunMessage.MaxSize).ToArray();
        var length = StunWriter.WriteBindingError(clean, TransactionId, StunErrorCode.UnknownAttribute, [0x7001], StunVectors.Password);
        StunWriter.WriteBindingError(dirty, TransactionId, StunErrorCode.UnknownAttribute, [0x7001], StunVectors.Password);
        Assert.Equal(clean[..length], dirty[..length]);
    }

    [Fact]
    public void Buffer_that_is_too_small_is_refused_at_every_size()
    {
        var buffer = new byte[StunMessage.MaxSize];
        var length = StunWriter.WriteBindingSuccess(buffer, TransactionId, new IPEndPoint(IPAddress.Loopback, 1), StunVectors.Password);
        for (var size = 0; size < length; size++)
        {
            Assert.ThrowsAny<ArgumentException>(() =>
                StunWriter.WriteBindingSuccess(
                    buffer.AsSpan(0, size), TransactionId, new IPEndPoint(IPAddress.Loopback, 1), StunVectors.Password));
        }
    }

    private static StunMessage Parse(byte[] buffer, int length, ReadOnlySpan<byte> password)
    {
        Assert.True(StunMessage.TryParse(buffer.AsSpan(0, length), out var message));
        Assert.True(message.HasValidFingerprint);
        Assert.True(message.HasValidIntegrity(password));
        return message;
    }
}
