using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Live.Hls;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Live.Hls;

public sealed class HlsTests
{
    private const string Header = "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n";

    [Fact]
    public void Segment_without_cues_has_its_header() => Assert.Equal(Header, Segment(3, []));

    [Fact]
    public void Cue_over_two_segments_is_in_both_with_the_same_times()
    {
        var cue = Cue(1, 5.25, 7.5, "Over the <edge> & on");
        const string Expected = Header + "c1\n00:00:05.250 --> 00:00:07.500\nOver the &lt;edge&gt; &amp; on\n\n";

        Assert.Equal(Expected, Segment(0, [cue]));
        Assert.Equal(Expected, Segment(1, [cue]));
        Assert.Equal(Header, Segment(2, [cue]));
    }

    [Fact]
    public void Cues_that_touch_a_border_are_on_their_side_of_it_only()
    {
        Cue[] cues = [Cue(1, 4, 6, "before"), Cue(2, 6, 8, "after")];
        Assert.DoesNotContain("after", Segment(0, cues), StringComparison.Ordinal);
        Assert.DoesNotContain("before", Segment(1, cues), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.4, 126_000)]
    [InlineData(10, 900_000)]
    [InlineData(95_444, (95_444L * 90_000) - 8_589_934_592)]
    [InlineData(-1, 8_589_934_592 - 90_000)]
    public void Offset_is_told_on_the_videos_clock_of_33_bits(double offset, long ticks) =>
        Assert.Contains($"MPEGTS:{ticks},", Segment(0, [], offset), StringComparison.Ordinal);

    [Fact]
    public void Short_cue_is_shown_as_long_as_it_takes_to_read_and_a_blanked_one_not_at_all()
    {
        Assert.Contains("00:00:01.000 --> 00:00:01.834", Segment(0, [Cue(1, 1, 1.2, "Yes.")]), StringComparison.Ordinal);
        Assert.Equal(Header, Segment(0, [Cue(1, 1, 1.2, "")]));
    }

    [Fact]
    public void Segments_are_shown_once_no_final_can_begin_in_them()
    {
        Assert.Equal(2, HlsTimeline.SegmentsUntil(HlsTimeline.SettledUntil(duration: 15, lag: 0, open: [], lastFinalStart: 0)));
        Assert.Equal(1, HlsTimeline.SegmentsUntil(HlsTimeline.SettledUntil(duration: 15, lag: 3, open: [], lastFinalStart: 0)));
        Assert.Equal(
            0, HlsTimeline.SegmentsUntil(HlsTimeline.SettledUntil(duration: 15, lag: 0, open: [Cue(1, 7, 15, "long")], lastFinalStart: 0)));
        Assert.Equal(1, HlsTimeline.SegmentsUntil(
            HlsTimeline.SettledUntil(duration: 15, lag: 0, open: [Cue(1, 7, 15, "long")], lastFinalStart: 6.5)));
    }

    [Fact]
    public async Task What_a_player_has_seen_stays_however_many_sessions_there_are()
    {
        await using var server = await TestServer.StartAsync();
        var factory = server.Services.GetRequiredService<SessionFactory>();
        await using var engine = server.Recognizer.ToEngine(1);
        var progress = new HlsProgress();
        var sessions = Enumerable.Range(0, 1_200)
            .Select(i =>
                factory.Open(new SessionRow { Id = $"s{i}", Engine = "fake", Settings = "{}", StreamKeyHash = [1] }, stored: 0, engine))
            .ToList();

        Assert.All(sessions.Index(), s => Assert.Equal(s.Index, progress.Raise(s.Item, s.Index)));
        Assert.All(sessions.Index(), s => Assert.Equal(s.Index, progress.Raise(s.Item, 0)));
        Assert.All(sessions.Index(), s => Assert.Equal(s.Index, progress.Of(s.Item)));
        sessions.ForEach(s => s.Dispose());
    }

    [Fact]
    public async Task Playlist_grows_while_live_and_ends_with_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var empty = await server.Http.GetStringAsync(Path(session, "captions.m3u8"));
        Assert.DoesNotContain("segment", empty, StringComparison.Ordinal);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(12), .. FakeSpeech.Say(2), .. FakeSpeech.Silence(4)]);
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await viewer.FinalsAsync(2);

        var live = await server.Http.GetStringAsync(Path(session, "captions.m3u8"));
        Assert.Contains("#EXT-X-PLAYLIST-TYPE:EVENT\n", live, StringComparison.Ordinal);
        Assert.Contains("#EXT-X-PROGRAM-DATE-TIME:", live, StringComparison.Ordinal);
        Assert.DoesNotContain("ENDLIST", live, StringComparison.Ordinal);
        Assert.Equal(["segment0.vtt", "segment1.vtt"], SegmentsIn(live));
        using (var early = await server.Http.GetAsync(Path(session, "segment7.vtt")))
        {
            await Answers.AssertProblemAsync(early, 404, "segment_not_found");
        }

        await publisher.CloseAsync();
        var over = await server.Http.GetStringAsync(Path(session, "captions.m3u8"));
        Assert.EndsWith("#EXT-X-ENDLIST\n", over, StringComparison.Ordinal);
        Assert.Equal(["segment0.vtt", "segment1.vtt", "segment2.vtt"], SegmentsIn(over));
        Assert.Contains("\nw1\n", await server.Http.GetStringAsync(Path(session, "segment0.vtt")), StringComparison.Ordinal);
        Assert.Equal(Header, await server.Http.GetStringAsync(Path(session, "segment1.vtt")));

        var window = await server.Http.GetStringAsync(Path(session, "captions.m3u8?window=12"));
        Assert.Contains("#EXT-X-MEDIA-SEQUENCE:1\n", window, StringComparison.Ordinal);
        Assert.Equal(["segment1.vtt", "segment2.vtt"], SegmentsIn(window));
        Assert.DoesNotContain("PLAYLIST-TYPE", window, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_offers_captions_beside_a_video()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { language = "en" });

        using var response = await server.Http.GetAsync(
            Path(session, $"master.m3u8?offset=1.4&window=60&video={Uri.EscapeDataString("https://cdn.example/video.m3u8?a=1&b=2")}"));
        var master = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/vnd.apple.mpegurl", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("TYPE=SUBTITLES,GROUP-ID=\"captions\",NAME=\"Captions (en)\",LANGUAGE=\"en\",", master, StringComparison.Ordinal);
        Assert.Contains(
            "CHARACTERISTICS=\"public.accessibility.transcribes-spoken-dialog\",URI=\"captions.m3u8?offset=1.4&window=60\"\n",
            master, StringComparison.Ordinal);
        Assert.Contains(
            "SUBTITLES=\"captions\",CLOSED-CAPTIONS=NONE\nhttps://cdn.example/video.m3u8?a=1&b=2\n", master, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("master.m3u8?video=javascript:alert(1)", "video_invalid")]
    [InlineData("master.m3u8?video=video.m3u8", "video_invalid")]
    [InlineData("captions.m3u8?offset=NaN", "offset_invalid")]
    [InlineData("captions.m3u8?window=0", "window_invalid")]
    [InlineData("segment0.vtt?offset=1e9", "offset_invalid")]
    public async Task Bad_request_is_a_problem(string path, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var response = await server.Http.GetAsync(Path(session, path));
        await Answers.AssertProblemAsync(response, 400, code);
    }

    [Fact]
    public async Task Key_goes_on_to_the_segments_and_other_sites_may_read_with_one()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using (var open = await server.Http.GetAsync(Path(session, "captions.m3u8")))
        {
            Assert.False(open.Headers.Contains("Access-Control-Allow-Origin"));
        }

        using (var guess = await server.Http.GetAsync(Path(session, "captions.m3u8?access_token=guess")))
        {
            Assert.Equal(HttpStatusCode.OK, guess.StatusCode);
            Assert.False(
                guess.Headers.Contains("Access-Control-Allow-Origin"),
                "What only this machine may see is open to every site that makes up a key.");
        }

        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null);
        await server.Services.GetRequiredService<FinalStore>().AddAsync(
            new FinalBatch(session.Id, 0) { Finals = [Cue(1, 13, 14, "hello") with { SessionId = session.Id }], SeqReserved = 1 });
        using (var refused = await server.Http.GetAsync(Path(session, "captions.m3u8")))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var response = await server.Http.GetAsync(Path(session, $"captions.m3u8?access_token={key}"));
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        var segment = SegmentsIn(await response.Content.ReadAsStringAsync())[0];
        Assert.EndsWith($"?access_token={key}", segment, StringComparison.Ordinal);
        Assert.Equal(Header, await server.Http.GetStringAsync(Path(session, segment)));
    }

    [Theory]
    [InlineData("captions.m3u8")]
    [InlineData("master.m3u8")]
    public async Task Ffmpeg_reads_all_cues_with_their_times(string playlist)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { language = "en" });
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([
                .. FakeSpeech.Say(1, 2), .. FakeSpeech.Silence(3.8),
                .. FakeSpeech.Say(3, 4, 5, 6, 7, 8), .. FakeSpeech.Silence(8), .. FakeSpeech.Say(9)
            ]);
            await publisher.CloseAsync();
        }

        var srt = await FfmpegAsync(new Uri(server.Address, Path(session, playlist).ToString()));

        // A cue that is in two segments may be read twice.
        var read = Regex.Matches(srt, @"(?<start>\S+) --> \S+\n(?<text>.+)\n", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(m => (Time(m.Groups["start"].Value), m.Groups["text"].Value))
            .Distinct()
            .ToList();
        Assert.Equal((await session.CuesAsync()).Select(c => (c.Start, c.Text)), read);
    }

    private static double Time(string text) => TimeSpan.ParseExact(text, @"hh\:mm\:ss\,fff", CultureInfo.InvariantCulture).TotalSeconds;

    private static async Task<string> FfmpegAsync(Uri playlist)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-hide_banner", "-loglevel", "error", "-i", playlist.AbsoluteUri, "-map", "0:s:0", "-f", "srt", "-"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    private static Uri Path(TestSession session, string file) => new($"/api/sessions/{session.Id}/hls/{file}", UriKind.Relative);

    private static List<string> SegmentsIn(string playlist) =>
        [.. playlist.Split('\n').Where(line => line.StartsWith("segment", StringComparison.Ordinal))];

    private static string Segment(int index, IEnumerable<Cue> cues, double offset = 0)
    {
        using var stream = new MemoryStream();
        HlsSegment.Write(index, cues, offset, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Cue Cue(long seq, double start, double end, string text) => new()
    {
        SessionId = "s",
        Seq = seq,
        Id = $"c{seq}",
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = end,
        Text = text,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
