using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Files;
using Xunit;

namespace LiveCaptions.Media.Tests.Codecs;

/// <summary>What of a stranger's file ffmpeg may open.</summary>
public sealed class FfmpegInputTests : IDisposable
{
    private readonly Ffmpeg _media = new();

    public void Dispose() => _media.Dispose();

    [Theory]
    [InlineData("a.m4a", "-c:a", "aac")]
    [InlineData("alac.m4a", "-c:a", "alac")]
    [InlineData("a.mov", "-c:a", "pcm_s24le")]
    [InlineData("a.aac", "-c:a", "aac")]
    [InlineData("a.mp3", "-c:a", "libmp3lame")]
    [InlineData("a.mp2", "-c:a", "mp2")]
    [InlineData("a.ogg", "-c:a", "libvorbis")]
    [InlineData("a.opus", "-c:a", "libopus")]
    [InlineData("a.spx", "-c:a", "libspeex")]
    [InlineData("a.flac", "-c:a", "flac")]
    [InlineData("a.oga", "-c:a", "flac")]
    [InlineData("a.mka", "-c:a", "ac3")]
    [InlineData("a.webm", "-c:a", "libopus")]
    [InlineData("a.ac3", "-c:a", "ac3")]
    [InlineData("a.eac3", "-c:a", "eac3")]
    [InlineData("a.dts", "-c:a", "dca", "-strict", "-2", "-ar", "48000")]
    [InlineData("alaw.wav", "-c:a", "pcm_alaw")]
    [InlineData("ms.wav", "-c:a", "adpcm_ms")]
    [InlineData("gsm.wav", "-c:a", "libgsm_ms", "-ar", "8000", "-b:a", "13000")]
    [InlineData("a.w64", "-c:a", "pcm_s16le")]
    [InlineData("a.aiff", "-c:a", "pcm_s16be")]
    [InlineData("a.caf", "-c:a", "pcm_s16le")]
    [InlineData("a.au", "-c:a", "pcm_mulaw")]
    [InlineData("a.wv", "-c:a", "wavpack")]
    [InlineData("a.wma", "-c:a", "wmav2")]
    [InlineData("a.avi", "-c:a", "libmp3lame")]
    [InlineData("a.flv", "-c:a", "aac")]
    [InlineData("a.ts", "-c:a", "aac")]
    [InlineData("a.m2ts", "-c:a", "ac3")]
    [InlineData("a.mpg", "-c:a", "mp2")]
    [InlineData("a.vob", "-c:a", "ac3")]
    [InlineData("a.3gp", "-c:a", "aac")]
    public async Task Containers_that_people_have_are_read(string name, params string[] encode)
    {
        await Ffmpeg.RunAsync(["-i", _media.Tone(), .. encode, _media.At(name)]);
        Assert.InRange((await ReadAsync(_media.At(name))).Max(), 10_000, 32_767);
    }

    [Theory]
    [InlineData("film.mp4", "libx264")]
    [InlineData("film.mkv", "libx264")]
    [InlineData("film.webm", "libvpx")]
    [InlineData("film.avi", "magicyuv")]
    [InlineData("film.ts", "mpeg2video")]
    [InlineData("film.mpg", "mpeg1video")]
    [InlineData("film.mxf", "mpeg2video")]
    [InlineData("film.wmv", "wmv2")]
    [InlineData("film.flv", "flv")]
    public async Task Film_is_heard_and_not_a_picture_of_it_is_decoded(string name, string video)
    {
        var film = await FilmAsync(name, video);

        Assert.InRange((await ReadAsync(film)).Max(), 10_000, 32_767);
        var (code, said) = await Ffmpeg.TryAsync(
            [.. FfmpegInput.OfFile, "-i", FfmpegInput.NameOf(film), "-map", "0:v:0", "-f", "null", "-"]);
        Assert.NotEqual(0, code);
        Assert.Contains("not on whitelist", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stereo_film_is_split_without_its_pictures()
    {
        var film = await FilmAsync("film.mp4", "libx264", "-ac", "2");
        foreach (var reader in await MediaFile.OpenStereoAsync(film, CancellationToken.None))
        {
            Assert.InRange((await MediaSamples.ReadAllAsync(reader)).Max(), 10_000, 32_767);
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task Cover_in_a_song_is_not_decoded_either()
    {
        await Ffmpeg.RunAsync("-f", "lavfi", "-i", "color=red:s=16x16:d=0.04", "-frames:v", "1", _media.At("cover.png"));
        await Ffmpeg.RunAsync(
            "-i", _media.Tone(), "-i", _media.At("cover.png"), "-map", "0",
            "-map", "1", "-c:a", "libmp3lame", "-c:v", "copy", _media.At("song.mp3"));
        Assert.InRange((await ReadAsync(_media.At("song.mp3"))).Max(), 10_000, 32_767);
    }

    [Theory]
    [InlineData("{0}#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{1}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{1}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:{1}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n")]
    [InlineData(
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-KEY:METHOD=AES-128,URI=\"httpproxy://127.0.0.1:1/\"\n#EXTINF:9,\n{1}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXTINF:9,\n{1}\n")]
    [InlineData("ffconcat version 1.0\nfile {1}\n")]
    [InlineData("[playlist]\nFile1={1}\n")]
    public async Task Playlist_opens_nothing_and_is_called_what_it_is(string playlist)
    {
        var path = _media.Write("list.mp3", Playlist(playlist));
        Assert.Equal("It is a playlist, which only names other files. Import those.", await RefusalAsync(path));
    }

    [Theory]
    [InlineData("<!-- a comment that is long --><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" "
        + "profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period><AdaptationSet><Representation>"
        + "<BaseURL>{1}</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    [InlineData("<mpd xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\"><Period>"
        + "<AdaptationSet><Representation><BaseURL>{1}</BaseURL></Representation></AdaptationSet></Period></mpd>")]
    [InlineData("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n")]
    [InlineData("<?xml version=\"1.0\"?><CompositionPlaylist xmlns=\"http://www.smpte-ra.org/schemas/2067-3/2016\"></CompositionPlaylist>")]
    [InlineData("# VobSub index file, v7\nid: en, index: 0\ntimestamp: 00:00:00:000, filepos: 000000000\n")]
    [InlineData("{1}")]
    public async Task What_is_no_plain_container_is_not_opened(string content) =>
        Assert.DoesNotContain(
            Path.GetTempPath(), await RefusalAsync(_media.Write("film.mp4", Playlist(content))), StringComparison.Ordinal);

    [Fact]
    public async Task Film_whose_sound_lies_in_another_file_is_not_followed_to_it()
    {
        await Ffmpeg.RunAsync("-i", _media.Tone(), "-c:a", "pcm_s16le", _media.At("other.mov"));
        await File.WriteAllBytesAsync(
            _media.At("film.mov"), ForeignMovie.Of(await File.ReadAllBytesAsync(_media.At("other.mov")), "other.mov"));

        // It is one that leads there, where it may.
        await Ffmpeg.RunAsync("-enable_drefs", "1", "-i", _media.At("film.mov"), _media.At("followed.wav"));
        Assert.InRange((await ReadAsync(_media.At("followed.wav"))).Max(), 10_000, 32_767);

        await using var reader = await MediaFile.OpenAsync(_media.At("film.mov"), CancellationToken.None);
        var heard = await Record.ExceptionAsync(async () => Assert.Empty(await MediaSamples.ReadAllAsync(reader)));
        Assert.True(heard is null or MediaReadException, heard?.ToString());
    }

    [Fact]
    public async Task Codec_that_is_not_read_is_named()
    {
        await Ffmpeg.RunAsync("-i", _media.Tone(), "-c:a", "tta", _media.At("rare.mka"));
        Assert.Equal("Its sound is in a codec that is not read here: tta.", await RefusalAsync(_media.At("rare.mka")));
    }

    [Fact]
    public async Task Container_that_is_not_read_is_named()
    {
        await Ffmpeg.RunAsync("-i", _media.Tone(), _media.At("rare.nut"));
        Assert.Equal("It is in a format that is not read here: nut.", await RefusalAsync(_media.At("rare.nut")));
    }

    private string Playlist(string text) => text
        .Replace("{0}", "ID3\u0004\0\0\0\0\0\0", StringComparison.Ordinal)
        .Replace("{1}", _media.Tone(), StringComparison.Ordinal);

    private async Task<string> FilmAsync(string name, string video, params string[] more)
    {
        var film = _media.At(name);
        await Ffmpeg.RunAsync(
            ["-i", _media.Tone(), "-f", "lavfi", "-i", "testsrc=d=1:s=320x240:r=25", .. more, "-ar", "48000", "-c:v", video, film]);
        return film;
    }

    private static async Task<string> RefusalAsync(string path) =>
        (await Assert.ThrowsAsync<MediaReadException>(() => ReadAsync(path))).Message;

    private static async Task<short[]> ReadAsync(string path)
    {
        await using var reader = await MediaFile.OpenAsync(path, CancellationToken.None);
        return await MediaSamples.ReadAllAsync(reader);
    }
}
