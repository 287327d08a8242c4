using LiveCaptions.Media.Codecs;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

public sealed class AudioTrackInfoTests
{
    private static readonly AudioTrackInfo German = new("ger", IsDefault: false);
    private static readonly AudioTrackInfo English = new("eng", IsDefault: false);
    private static readonly AudioTrackInfo Unknown = new(null, IsDefault: false);

    [Theory]
    [InlineData("0: Audio: aac (LC), 48000 Hz, mono, fltp", null, false)]
    [InlineData("1(eng): Audio: aac (LC), 48000 Hz, mono, fltp (default)", "eng", true)]
    [InlineData("1[0x101](eng): Audio: aac (LC) ([15][0][0][0] / 0x000F), 48000 Hz, stereo, fltp, 71 kb/s", "eng", false)]
    [InlineData("0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 127 kb/s (default)", null, true)]
    public void Track_is_read_as_ffmpeg_describes_it(string text, string? language, bool isDefault) =>
        Assert.Equal(new AudioTrackInfo(language, isDefault), AudioTrackInfo.Parse(text));

    [Fact]
    public void Pictures_are_no_track_of_sound() => Assert.Null(AudioTrackInfo.Parse("0: Video: h264, yuv420p, 640x480"));

    [Fact]
    public void First_track_is_taken_where_the_file_does_not_say_which() =>
        Assert.Equal(0, AudioTrackInfo.Choose([German, English], language: null));

    [Fact]
    public void Default_track_is_taken_before_the_first() =>
        Assert.Equal(1, AudioTrackInfo.Choose([German, English with { IsDefault = true }], language: null));

    [Theory]
    [InlineData("en", 1)]
    [InlineData("en-US", 1)]
    [InlineData("de", 0)]
    [InlineData("fr", 0)]
    public void Track_in_the_language_is_taken_before_the_default_one(string language, int track) =>
        Assert.Equal(track, AudioTrackInfo.Choose([German with { IsDefault = true }, English, Unknown], language));

    [Fact]
    public void Of_several_in_the_language_the_default_one_is_taken() =>
        Assert.Equal(2, AudioTrackInfo.Choose([German, English, English with { IsDefault = true }], "en"));

    [Fact]
    public void File_without_tracks_has_none_to_choose_from() => Assert.Equal(0, AudioTrackInfo.Choose([], "en"));
}
