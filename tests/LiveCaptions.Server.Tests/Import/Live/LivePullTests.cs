using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Import.Live;

/// <summary>Real streams by every protocol, pulled by a real ffmpeg.</summary>
[Collection(Children.Collection)]
public sealed class LivePullTests
{
    [Fact]
    public async Task Hls_that_grows_is_known_as_live_and_ends_with_its_playlist()
    {
        await using var host = await LiveHost.StartAsync();
        await using var encoder = LiveEncoder.StartHls(400, seconds: 6, host.Folder);
        await UntilThereAsync(host);
        await using var server = await LivePulling.StartAsync();
        var session = await server.PullAsync(host.At("hls/live.m3u8?token=hidden"));
        await session.UntilStateAsync("live");
        Assert.True((await session.ViewAsync()).GetProperty("live").GetBoolean());
        Assert.Equal(host.At("hls/live.m3u8"), (await session.ViewAsync()).GetProperty("source").GetString());
        await session.UntilStateAsync("finished");

        Assert.Equal("publisherClosed", await session.EndReasonAsync());
        Assert.Equal([400], RecordedAudio.Of(session).Runs.Select(run => run.Hertz));
        Assert.InRange(await session.DurationAsync(), 3, 6.3);
        Assert.Equal(0, await session.LostAudioAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.NotNull(cue.Latency));
        Assert.Empty(Children.Decoders());
    }

    [Fact]
    public async Task Hls_whose_encoder_dies_is_not_heard_twice_and_finishes_after_the_grace_time()
    {
        await using var host = await LiveHost.StartAsync();
        await using var encoder = LiveEncoder.StartHls(400, seconds: 60, host.Folder);
        await UntilThereAsync(host);
        await using var server = await LivePulling.StartAsync(stall: 2, grace: 3);
        var session = await server.PullAsync(host.At("hls/live.m3u8"));
        await session.RecordedAsync(2);
        await encoder.KillAsync();
        await session.UntilStateAsync("finished");

        Assert.Equal("graceExpired", await session.EndReasonAsync());
        Assert.Contains("no new segments", await session.MessageAsync(), StringComparison.Ordinal);
        Assert.Equal([400], RecordedAudio.Of(session).Runs.Select(run => run.Hertz));
        Assert.InRange(await session.DurationAsync(), 2, 5);
    }

    [Fact]
    public async Task Internet_radio_in_mp3_is_pulled_until_it_ends()
    {
        await using var host = await LiveHost.StartAsync(
            new RadioProgramme(await LiveEncoder.Mp3Async(650, 3), 3, "audio/mpeg", RadioEnd.Ends), RadioProgramme.None);
        await using var server = await LivePulling.StartAsync(grace: 1);
        var session = await server.PullAsync(host.At("radio"));
        await session.UntilStateAsync("finished");

        RecordedAudio.Of(session).IsHeardAs(0.2, (650, 3));
        Assert.Equal("graceExpired", await session.EndReasonAsync());
        Assert.StartsWith($"{host.At("radio")}: Nothing came for 1 s: ", await session.MessageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Srt_with_a_passphrase_is_pulled_and_the_passphrase_never_shown()
    {
        var port = FreePorts.Next();
        await using var encoder = LiveEncoder.Start(
            1_000, seconds: 4,
            [.. "-c:a aac -b:a 96k -f mpegts".Split(' '), $"srt://127.0.0.1:{port}?mode=listener&passphrase=never-to-be-shown"]);
        var log = new LogCapture();
        await using var server = await LivePulling.StartAsync(grace: 2, log: log);
        var session = await server.PullAsync($"srt://127.0.0.1:{port}?passphrase=never-to-be-shown", live: null);
        await session.UntilStateAsync("live");
        Assert.DoesNotContain("never-to-be-shown", Assert.Single(Children.Arguments()), StringComparison.Ordinal);
        await session.UntilStateAsync("finished");

        Assert.Equal([1_000], RecordedAudio.Of(session).Runs.Select(run => run.Hertz).Where(tone => tone != 0));
        Assert.InRange(await session.DurationAsync(), 3, 4.5);
        Assert.Equal($"srt://127.0.0.1:{port}", (await session.ViewAsync()).GetProperty("source").GetString());
        Assert.DoesNotContain("never-to-be-shown", (await session.ViewAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("never-to-be-shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rtmp_is_pulled_and_the_name_of_its_stream_not_shown()
    {
        var port = FreePorts.Next();
        await using var encoder = LiveEncoder.Start(
            1_350, seconds: 4, [.. "-c:a aac -b:a 96k -f flv -listen 1".Split(' '), $"rtmp://127.0.0.1:{port}/live/never-to-be-shown"]);
        var log = new LogCapture();
        await using var server = await LivePulling.StartAsync(grace: 2, log: log);
        var session = await server.PullAsync($"rtmp://127.0.0.1:{port}/live/never-to-be-shown", live: null);
        await session.UntilStateAsync("live");
        Assert.DoesNotContain("never-to-be-shown", Assert.Single(Children.Arguments()), StringComparison.Ordinal);
        await session.UntilStateAsync("finished");

        Assert.Equal([1_350], RecordedAudio.Of(session).Runs.Select(run => run.Hertz).Where(tone => tone != 0));
        Assert.InRange(await session.DurationAsync(), 3, 4.5);
        Assert.DoesNotContain("never-to-be-shown", (await session.ViewAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("never-to-be-shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Camera_by_rtsp_is_pulled_with_its_password_which_is_never_shown()
    {
        await using var camera = new RtspHost([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3), .. FakeSpeech.Silence(1)]);
        var log = new LogCapture();
        await using var server = await LivePulling.StartAsync(grace: 0.2, log: log);
        var session = await server.PullAsync(camera.Address, live: null);
        await session.UntilStateAsync("live");
        Assert.DoesNotContain("secret", Assert.Single(Children.Arguments()), StringComparison.Ordinal);
        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        Assert.Equal(["DESCRIBE", "SETUP", "PLAY"], camera.Asked.Where(method => method != "OPTIONS").Take(3));
        Assert.DoesNotContain("secret", (await session.ViewAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private static Task UntilThereAsync(LiveHost host) => Eventually.HoldsAsync(() => File.Exists(Path.Combine(host.Folder, "live.m3u8")));
}
