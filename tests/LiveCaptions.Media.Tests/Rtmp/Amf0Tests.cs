using System.Buffers;
using CsCheck;
using LiveCaptions.Media.Rtmp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtmp;

public sealed class Amf0Tests
{
    // As ffmpeg writes it.
    private static readonly byte[] Connect = Write(amf => amf.String("connect").Number(1)
        .StartObject().Property("type").String("nonprivate").Property("app").String("live").Property("flag").Boolean(true)
        .Property("nested").StartObject().Property("app").String("not this").EndObject()
        .Property("none").Null().Property("tcUrl").String("rtmp://host/live").EndObject());

    [Fact]
    public void Connect_is_understood()
    {
        var command = RtmpCommand.Parse(Connect);
        Assert.Equal(new RtmpCommand("connect", 1, "live", Text: null, Number: null), command);
    }

    [Fact]
    public void Publish_names_its_stream() => Assert.Equal(
        new RtmpCommand("publish", 5, App: null, "KEY?speaker=Ä", Number: null),
        RtmpCommand.Parse(Write(amf => amf.String("publish").Number(5).Null().String("KEY?speaker=Ä").String("live"))));

    [Fact]
    public void Delete_stream_has_a_number() => Assert.Equal(
        2, RtmpCommand.Parse(Write(amf => amf.String("deleteStream").Number(5).Null().Number(2))).Number);

    [Fact]
    public void Command_without_arguments_is_one() => Assert.Equal("close", RtmpCommand.Parse(Write(amf => amf.String("close"))).Name);

    [Theory]
    [InlineData("00 4059000000000000")] // number
    [InlineData("01 01")]
    [InlineData("02 0003 616263")]
    [InlineData("05")]
    [InlineData("06")]
    [InlineData("07 0001")] // reference
    [InlineData("08 00000001 0001 61 05 0000 09")] // ECMA array
    [InlineData("0A 00000002 05 06")] // strict array
    [InlineData("0B 4059000000000000 0000")] // date
    [InlineData("0C 00000003 616263")] // long string
    [InlineData("0D")]
    [InlineData("0F 00000001 61")] // XML
    [InlineData("10 0001 61 0001 62 05 0000 09")] // typed object
    public void Every_kind_of_value_is_passed_over(string hex)
    {
        var value = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var reader = new Amf0Reader([.. value, 0x05]);
        reader.Skip();
        Assert.Equal(Amf0Type.Null, reader.NextType);
        for (var length = 0; length < value.Length; length++)
        {
            AssertBroken(value[..length]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("04")] // movie clip
    [InlineData("09")] // an end of nothing
    [InlineData("0E")]
    [InlineData("11")]
    [InlineData("FF")]
    [InlineData("0AFFFFFFFF05")] // more elements than bytes
    [InlineData("0CFFFFFFFF05")]
    public void What_is_no_value_is_refused(string hex) => AssertBroken(Convert.FromHexString(hex));

    [Fact]
    public void Objects_are_nested_sixteen_deep_and_no_deeper()
    {
        Nested(Amf0Reader.MaxDepth - 1).Skip();
        Assert.Throws<RtmpProtocolException>(() => Nested(Amf0Reader.MaxDepth).Skip());
        Assert.Throws<RtmpProtocolException>(() => Nested(100_000).Skip());

        static Amf0Reader Nested(int depth) =>
            new((byte[])[.. Enumerable.Repeat<byte[]>([0x0A, 0, 0, 0, 1], depth).SelectMany(b => b), 0x05]);
    }

    [Fact]
    public void Too_long_string_is_passed_over_but_not_read()
    {
        byte[] value = [0x02, 0x10, 0x01, .. new byte[4097], 0x05];
        Assert.Throws<RtmpProtocolException>(() => new Amf0Reader(value).ReadString());
        var reader = new Amf0Reader(value);
        reader.Skip();
        Assert.Equal(Amf0Type.Null, reader.NextType);
    }

    [Fact]
    public void Other_kind_than_what_is_read_is_refused()
    {
        Assert.Throws<RtmpProtocolException>(() => new Amf0Reader([0x05]).ReadNumber());
        Assert.Throws<RtmpProtocolException>(() => new Amf0Reader([0x05]).ReadString());
        Assert.Throws<RtmpProtocolException>(() => new Amf0Reader([0x05]).ReadBoolean());
        Assert.Throws<RtmpProtocolException>(() => new Amf0Reader([0x05]).ReadObjectStart());
    }

    [Fact]
    public void Written_values_read_back() => Gen.Select(Gen.String[0, 100], Gen.Double, Gen.Bool).Sample((text, number, flag) =>
    {
        text = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)); // lone surrogates have no UTF-8
        var reader = new Amf0Reader(
            Write(amf => amf.String(text).Number(number).Boolean(flag).StartObject().Property("p").Number(number).EndObject()));
        Assert.Equal(text, reader.ReadString());
        Assert.Equal(number, reader.ReadNumber());
        Assert.Equal(flag, reader.ReadBoolean());
        reader.ReadObjectStart();
        Assert.True(reader.TryReadProperty(out var name));
        Assert.Equal("p"u8.ToArray(), name.ToArray());
        Assert.Equal(number, reader.ReadNumber());
        Assert.False(reader.TryReadProperty(out _));
        Assert.True(reader.IsAtEnd);
    });

    [Fact]
    public void Command_cut_anywhere_or_with_a_wrong_bit_is_read_or_refused()
    {
        for (var length = 0; length < Connect.Length; length++)
        {
            ParseOrRefuse(Connect[..length]);
        }

        for (var bit = 0; bit < Connect.Length * 8; bit++)
        {
            var broken = Connect.ToArray();
            broken[bit / 8] ^= (byte)(1 << (bit % 8));
            ParseOrRefuse(broken);
        }
    }

    [Fact]
    public void Any_bytes_may_come() => Gen.Byte.Array[0, 200].Sample(ParseOrRefuse);

    private static void ParseOrRefuse(byte[] bytes)
    {
        try
        {
            RtmpCommand.Parse(bytes);
        }
        catch (RtmpProtocolException)
        {
            // The documented refusal.
        }
    }

    private static void AssertBroken(byte[] bytes) => Assert.Throws<RtmpProtocolException>(() => new Amf0Reader(bytes).Skip());

    private static byte[] Write(Action<Amf0Writer> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new Amf0Writer(output));
        return output.WrittenSpan.ToArray();
    }
}
