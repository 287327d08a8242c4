using LiveCaptions.Media.Hls;
using Xunit;

namespace LiveCaptions.Media.Tests.Hls;

/// <summary>What is read of HLS playlists (RFC 8216), and what is refused.</summary>
public sealed class HlsPlaylistTests
{
    private const string Head = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n";

    [Fact]
    public void Playlists_tell_where_they_stand()
    {
        const string live =
            "#EXTM3U\r\n#EXT-X-TARGETDURATION:6\r\n#EXT-X-MEDIA-SEQUENCE:41\r\n#EXTINF:5.5,\r\na.ts\r\n#EXTINF:6,Title\r\nb.ts\r\n";
        var playlist = HlsMediaPlaylist.Parse(live)!;
        Assert.Equal((41, 43, false), (playlist.First, playlist.Next, playlist.IsOver));
        Assert.Equal([(41, "a.ts", 5.5), (42, "b.ts", 6)], playlist.Segments.Select(
            segment => (segment.Number, segment.Uri, segment.Duration.TotalSeconds)));
        Assert.Equal(TimeSpan.FromSeconds(6), playlist.TargetDuration);
        Assert.True(HlsMediaPlaylist.Parse(live + "#EXT-X-ENDLIST\r\n")!.IsOver);
        Assert.True(HlsMediaPlaylist.Parse(live + "#EXT-X-PLAYLIST-TYPE:VOD\r\n")!.IsOver);
        Assert.Equal(43, HlsMediaPlaylist.Parse($"\uFEFF{live}")!.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("#EXTM3U\n#EXTINF:-1,A song list\nhttp://example.test/song.mp3\n")]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8\n")]
    public void What_is_no_media_playlist_is_none(string text) => Assert.Null(HlsMediaPlaylist.Parse(text));

    [Fact]
    public void Keys_maps_ranges_gaps_and_discontinuities_belong_to_the_segments_behind_them()
    {
        var segments = HlsMediaPlaylist.Parse(
            Head + """
            #EXT-X-KEY:METHOD=AES-128,URI="k?a=1,2",IV=0x0F
            #EXT-X-MAP:URI="init.mp4",BYTERANGE="720@0"
            #EXTINF:6,
            #EXT-X-BYTERANGE:1000@720
            all.mp4
            #EXTINF:6,
            #EXT-X-BYTERANGE:900
            all.mp4
            #EXT-X-DISCONTINUITY
            #EXT-X-KEY:METHOD=NONE
            #EXT-X-GAP
            #EXTINF:6,
            other.mp4
            #EXTINF:6,
            last.mp4
            """)!.Segments;
        Assert.Equal([new HlsByteRange(720, 1000), new HlsByteRange(1720, 900), null, null], segments.Select(segment => segment.Range));
        Assert.Equal(["k?a=1,2", "k?a=1,2", null, null], segments.Select(segment => segment.Key?.Uri));
        Assert.Equal([.. new byte[15], 15], segments[0].Key!.IvOf(7));
        Assert.Equal(
            [(false, false), (false, false), (true, true), (false, false)],
            segments.Select(segment => (segment.IsDiscontinuous, segment.IsGap)));
        Assert.All(segments, segment => Assert.Equal(("init.mp4", new HlsByteRange(0, 720)), (segment.Map!.Uri, segment.Map.Range)));
    }

    [Fact]
    public void Key_without_an_iv_begins_with_the_segments_number()
    {
        var playlist = HlsMediaPlaylist.Parse(Head + "#EXT-X-MEDIA-SEQUENCE:258\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXTINF:6,\na.ts\n")!;
        Assert.Equal([.. new byte[14], 1, 2], playlist.Segments[0].Key!.IvOf(258));
    }

    [Theory]
    [InlineData("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"skd://k\",KEYFORMAT=\"com.apple.streamingkeydelivery\"")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x000102030405060708090A0B0C0D0E0F10")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"k")]
    [InlineData("#EXT-X-KEY:")]
    [InlineData("#EXT-X-MAP:BYTERANGE=\"1@0\"")]
    [InlineData("#EXTINF:-1,")]
    [InlineData("#EXTINF:1e300,")]
    [InlineData("#EXTINF:NaN,")]
    [InlineData("#EXTINF:-Infinity,")]
    [InlineData("#EXT-X-BYTERANGE:5")]
    [InlineData("#EXT-X-BYTERANGE:0@0")]
    [InlineData("#EXT-X-BYTERANGE:9223372036854775807@9223372036854775807")]
    [InlineData("#EXT-X-MEDIA-SEQUENCE:9223372036854775807")]
    public void What_cannot_be_played_is_refused(string line)
    {
        Assert.Throws<HlsPlaylistException>(() =>
            HlsMediaPlaylist.Parse($"{Head}{line}\n{(line.StartsWith("#EXTINF", StringComparison.Ordinal) ? "" : "#EXTINF:6,\n")}a.ts\n"));
    }

    [Fact]
    public void What_is_far_too_long_is_refused()
    {
        Assert.Throws<HlsPlaylistException>(() => HlsMediaPlaylist.Parse(Head + new string('a', HlsMediaPlaylist.MaxBytes)));
        Assert.Throws<HlsPlaylistException>(() => HlsMediaPlaylist.Parse($"{Head}#EXTINF:6,\n{new string('a', 10_000)}\n"));
        Assert.Throws<HlsPlaylistException>(() => HlsMediaPlaylist.Parse(Head + new string('\n', 300_000)));
        Assert.Throws<HlsPlaylistException>(() =>
            HlsMediaPlaylist.Parse(Head + string.Concat(Enumerable.Repeat("#EXTINF:1,\na\n", 60_000))));
        Assert.Throws<HlsPlaylistException>(() =>
            HlsMediaPlaylist.Parse($"{Head}#EXT-X-MAP:{string.Join(',', Enumerable.Range(0, 100).Select(i => $"A{i}=1"))}\n"));
    }

    [Theory]
    [InlineData("", "low/live.m3u8?a=b")]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"1\",URI=\"one.m3u8\"\n", "one.m3u8")]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"1, two\",URI=\"one.m3u8\"\n"
        + "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"2\",DEFAULT=YES,URI=\"two.m3u8\"\n",
        "two.m3u8")]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"1\",URI=\"one.m3u8\"\n"
        + "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"2\",DEFAULT=YES\n",
        "low/live.m3u8?a=b")]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"b\",NAME=\"1\",URI=\"one.m3u8\"\n"
        + "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"a\",NAME=\"1\",URI=\"s.m3u8\"\n",
        "low/live.m3u8?a=b")]
    public void Sound_is_that_of_the_first_quality_or_of_its_own_where_it_is_apart(string media, string expected) => Assert.Equal(
        expected,
        HlsMultivariant.FindAudio($"#EXTM3U\n{media}#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"avc1.4d401f,mp4a.40.2\",AUDIO=\"a\"\n"
            + "low/live.m3u8?a=b\n#EXT-X-STREAM-INF:BANDWIDTH=2\nhigh.m3u8\n"));

    [Fact]
    public void Media_playlist_offers_no_qualities() => Assert.Null(HlsMultivariant.FindAudio(Head));
}
