using System.Buffers;
using CsCheck;
using LiveCaptions.Media.Rtmp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtmp;

public sealed class FlvAudioTagTests
{
    [Fact]
    public void Aac_has_a_configuration_and_frames()
    {
        AssertTag([0xAF, 0, 0x11, 0x90], FlvAudioCodec.Aac, FlvAudioContent.Configuration, "1190");
        AssertTag([0xAF, 1, 7, 8], FlvAudioCodec.Aac, FlvAudioContent.Frames, "0708");
        AssertTag([0xAF, 2], FlvAudioCodec.Aac, FlvAudioContent.Other, "");
    }

    [Theory]
    [InlineData(0x2F)] // MP3
    [InlineData(0x3E)] // PCM
    [InlineData(0xB2)] // Speex
    public void Old_formats_are_kept_with_their_first_byte(byte first) =>
        AssertTag([first, 5, 6], FlvAudioCodec.Plain, FlvAudioContent.Frames, Convert.ToHexString([first, 5, 6]));

    [Fact]
    public void Four_letters_name_the_codec_of_enhanced_rtmp()
    {
        AssertTag([0x90, .. "Opus"u8, 1], FlvAudioCodec.Opus, FlvAudioContent.Configuration, "01");
        AssertTag([0x91, .. "Opus"u8, 1], FlvAudioCodec.Opus, FlvAudioContent.Frames, "01");
        AssertTag([0x91, .. "fLaC"u8, 2], FlvAudioCodec.Flac, FlvAudioContent.Frames, "02");
        AssertTag([0x91, .. "mp4a"u8, 3], FlvAudioCodec.Aac, FlvAudioContent.Frames, "03");
        AssertTag([0x91, .. ".mp3"u8, 4], FlvAudioCodec.Mp3, FlvAudioContent.Frames, "04");
        AssertTag([0x91, .. "ac-3"u8, 5], FlvAudioCodec.Ac3, FlvAudioContent.Frames, "05");
        AssertTag([0x91, .. "ec-3"u8, 6], FlvAudioCodec.Eac3, FlvAudioContent.Frames, "06");
        AssertTag([0x91, .. "wxyz"u8, 7], FlvAudioCodec.Unknown, FlvAudioContent.Frames, "07");
        AssertTag([0x92, .. "Opus"u8], FlvAudioCodec.Opus, FlvAudioContent.Other, "");
        AssertTag([0x94, .. "Opus"u8, 1, 2], FlvAudioCodec.Opus, FlvAudioContent.Other, "0102");
    }

    [Fact]
    public void Extensions_before_the_codec_are_passed_over()
    {
        AssertTag([0x97, 2, 9, 9, 9, 0x01, .. "Opus"u8, 1], FlvAudioCodec.Opus, FlvAudioContent.Frames, "01");
        AssertTag([0x97, 0, 9, 0x07, 0, 9, 0x01, .. "Opus"u8, 1], FlvAudioCodec.Opus, FlvAudioContent.Frames, "01");
        AssertTag([0x97, 255, 1, 0, .. new byte[257], 0x01, .. "Opus"u8, 1], FlvAudioCodec.Opus, FlvAudioContent.Frames, "01");
    }

    [Fact]
    public void Of_several_tracks_the_one_with_id_0_is_taken_where_it_is_there()
    {
        AssertTag([0x95, 0x01, .. "Opus"u8, 0, 1, 2], FlvAudioCodec.Opus, FlvAudioContent.Frames, "0102");
        AssertTag([0x95, 0x01, .. "Opus"u8, 3, 1, 2], FlvAudioCodec.Opus, FlvAudioContent.Frames, "0102", track: 3);
        AssertTag([0x95, 0x11, .. "Opus"u8, 1, 0, 0, 1, 7, 0, 0, 0, 2, 8, 9], FlvAudioCodec.Opus, FlvAudioContent.Frames, "0809");
        AssertTag([0x95, 0x11, .. "Opus"u8, 2, 0, 0, 1, 7, 1, 0, 0, 2, 8, 9], FlvAudioCodec.Opus, FlvAudioContent.Frames, "07", track: 2);
        AssertTag([0x95, 0x21, .. "mp4a"u8, 1, 0, 0, 1, 7, .. "Opus"u8, 0, 0, 0, 1, 8], FlvAudioCodec.Opus, FlvAudioContent.Frames, "08");
    }

    [Fact]
    public void Another_track_is_taken_where_it_is_wanted()
    {
        byte[] body = [0x95, 0x11, .. "Opus"u8, 1, 0, 0, 1, 7, 0, 0, 0, 2, 8, 9];

        Assert.True(FlvAudioTag.TryParse(body, track: 1, out var tag));
        Assert.Equal((1, true, "07"), (tag.Track, tag.HasOtherTracks, Convert.ToHexString(tag.Data.Span)));
        Assert.True(FlvAudioTag.TryParse((byte[])[0x91, .. "Opus"u8, 1], out tag));
        Assert.Equal((0, false), (tag.Track, tag.HasOtherTracks));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AF")]
    [InlineData("91")]
    [InlineData("914F7075")]
    [InlineData("97")]
    [InlineData("97FF00")]
    [InlineData("970509")]
    [InlineData("95")]
    [InlineData("9501")]
    [InlineData("95014F707573")]
    [InlineData("95114F7075730100000207")] // a track longer than the message
    [InlineData("95114F70757301FFFFFF07")]
    public void Broken_header_is_refused(string hex) => Assert.False(FlvAudioTag.TryParse(Convert.FromHexString(hex), out _));

    [Fact]
    public void Any_bytes_may_come() => Gen.Byte.Array[0, 60].Sample(body =>
    {
        if (FlvAudioTag.TryParse(body, out var tag))
        {
            Assert.True(tag.Data.Length <= body.Length);
        }
    });

    [Fact]
    public void Written_file_is_as_the_specification_says()
    {
        var output = new ArrayBufferWriter<byte>();
        FlvWriter.WriteHeader(output);
        FlvWriter.WriteAudio(output, 0x12345678, [0xAF, 1], [7]);
        Assert.Equal(
            "464C56010400000009" + "00000000" + "08000003" + "345678" + "12" + "000000" + "AF0107" + "0000000E",
            Convert.ToHexString(output.WrittenSpan));
    }

    private static void AssertTag(byte[] body, FlvAudioCodec codec, FlvAudioContent content, string data, byte track = 0)
    {
        Assert.True(FlvAudioTag.TryParse(body, out var tag));
        Assert.Equal((codec, content, data, track), (tag.Codec, tag.Content, Convert.ToHexString(tag.Data.Span), tag.Track));
    }
}
