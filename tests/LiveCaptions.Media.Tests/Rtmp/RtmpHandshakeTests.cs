using System.Buffers;
using LiveCaptions.Media.Rtmp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtmp;

public sealed class RtmpHandshakeTests
{
    [Fact]
    public void Both_sides_repeat_what_the_other_sent()
    {
        var fromClient = new ArrayBufferWriter<byte>();
        RtmpHandshake.WriteHello(fromClient);
        var hello = new ReadOnlySequence<byte>(fromClient.WrittenMemory);
        var fromServer = new ArrayBufferWriter<byte>();
        Assert.True(RtmpHandshake.TryAnswer(ref hello, fromServer));
        Assert.True(hello.IsEmpty);

        var answer = fromServer.WrittenMemory;
        Assert.Equal(1 + (2 * RtmpHandshake.PacketSize), answer.Length);
        Assert.Equal(3, answer.Span[0]);
        Assert.Equal(fromClient.WrittenMemory[9..].ToArray(), answer[(1 + RtmpHandshake.PacketSize + 8)..].ToArray());

        var echo = new ArrayBufferWriter<byte>();
        var rest = new ReadOnlySequence<byte>(answer);
        Assert.True(RtmpHandshake.TryAnswerServer(ref rest, echo));
        Assert.True(RtmpHandshake.TryTakeEcho(ref rest));
        Assert.True(rest.IsEmpty);
        Assert.Equal(answer.Slice(9, 1_528).ToArray(), echo.WrittenMemory[8..].ToArray());
    }

    [Fact]
    public void Nothing_is_taken_or_answered_before_all_is_there()
    {
        var hello = new byte[1 + RtmpHandshake.PacketSize];
        hello[0] = 3;
        var answer = new ArrayBufferWriter<byte>();
        for (var length = 0; length < hello.Length; length++)
        {
            var input = new ReadOnlySequence<byte>(hello, 0, length);
            Assert.False(RtmpHandshake.TryAnswer(ref input, answer));
            Assert.Equal(length, input.Length);
        }

        var echo = new ReadOnlySequence<byte>(hello, 0, RtmpHandshake.PacketSize - 1);
        Assert.False(RtmpHandshake.TryTakeEcho(ref echo));
        Assert.Equal(0, answer.WrittenCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(32)]
    [InlineData((byte)'G')]
    [InlineData(0x16)] // TLS would begin so: it is a version, and no more comes
    public void Other_beginnings_are_refused_with_the_first_byte(byte first)
    {
        var input = new ReadOnlySequence<byte>([first]);
        if (first is >= 3 and <= 31)
        {
            Assert.False(RtmpHandshake.TryAnswer(ref input, new ArrayBufferWriter<byte>()));
            return;
        }

        Assert.Throws<RtmpProtocolException>(() => RtmpHandshake.TryAnswer(ref input, new ArrayBufferWriter<byte>()));
    }
}
