using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Import.Live;

/// <summary>What goes wrong with a stream that is pulled, and how it ends.</summary>
[Collection(Children.Collection)]
public sealed class LivePullBreakTests
{
    [Theory]
    [InlineData(RadioEnd.Breaks)]
    [InlineData(RadioEnd.Stalls)]
    [InlineData(RadioEnd.Ends)]
    public async Task Source_that_stops_is_pulled_again_and_what_was_missed_is_silence_that_counts_as_lost(RadioEnd how)
    {
        await using var host = await LiveHost.StartAsync(
            await ToneAsync(400, 3, how), RadioProgramme.None, await ToneAsync(650, 3), RadioProgramme.None);
        await using var server = await LivePulling.StartAsync(stall: 3, grace: 6);
        var session = await server.PullAsync(host.At("radio"));
        await session.UntilStateAsync("finished");

        var missed = await session.LostAudioAsync();
        Assert.InRange(missed, 0.5, 10);
        Assert.Equal(6 + missed, await session.DurationAsync(), 0.3);
        RecordedAudio.Of(session).IsHeardAs(0.3, (400, 3), (0, missed), (650, 3));
        Assert.Equal("graceExpired", await session.EndReasonAsync());
    }

    [Theory]
    [InlineData("none", "404")]
    [InlineData("page", "Invalid data")]
    [InlineData("empty", "")]
    [InlineData("unreachable", "refused")]
    public async Task Source_that_is_none_is_tried_for_the_grace_time_and_told_in_one_clear_line(string path, string reason)
    {
        await using var host = await LiveHost.StartAsync();
        var log = new LogCapture();
        await using var server = await LivePulling.StartAsync(grace: 1, log: log);
        var host1 = path == "unreachable"
            ? "http://user:secret@127.0.0.1:1/x"
            : host.At(path).Replace("//", "//user:secret@", StringComparison.Ordinal);
        var session = await server.PullAsync($"{host1}?token=secret");

        // On a slow machine the grace time may be over by then.
        await server.UntilAsync(async () => await session.MessageAsync() is var told
            && (told.StartsWith("Trying again: ", StringComparison.Ordinal) || told.StartsWith("Nothing came", StringComparison.Ordinal)));
        await session.UntilStateAsync("failed");

        var message = await session.MessageAsync();
        Assert.Equal("sourceUnreadable", await session.EndReasonAsync());
        Assert.Contains("Nothing came for 1 s: ", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("secret", (await session.ViewAsync()).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_that_is_pulled_as_live_is_heard_once()
    {
        await using var host = await MediaHost.StartAsync(TestImports.Wav([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3, 4)]));
        await using var server = await LivePulling.StartAsync();
        var session = await server.PullAsync(host.At("talk.wav"));
        await session.UntilStateAsync("finished");

        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4), await session.TextAsync());
        Assert.Equal("publisherClosed", await session.EndReasonAsync());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Finishing_or_deleting_the_session_ends_the_pull(bool delete, bool isLive)
    {
        await using var host = await LiveHost.StartAsync(
            isLive ? await ToneAsync(400, 60) : new RadioProgramme(default, 0, "audio/wav", RadioEnd.Stalls));
        await using var server = await LivePulling.StartAsync(grace: 60, stall: 60);
        var session = await server.PullAsync(host.At("radio"));
        await (isLive ? session.RecordedAsync(0.5) : Eventually.HoldsAsync(() => Children.Decoders().Count == 1));

        using var response = delete
            ? await server.Http.DeleteAsync($"/api/sessions/{session.Id}")
            : await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null);
        Assert.True(response.IsSuccessStatusCode);
        await Eventually.HoldsAsync(() => Children.Decoders().Count == 0);
        if (!delete)
        {
            await session.UntilStateAsync("finished");
            Assert.Equal("finishRequested", await session.EndReasonAsync());
        }
    }

    [Fact]
    public async Task Stopped_server_ends_its_pulls_and_the_next_one_goes_on_with_them()
    {
        await using var host = await LiveHost.StartAsync(
            await ToneAsync(400, 60), RadioProgramme.None, await ToneAsync(650, 3), RadioProgramme.None);
        string copy;
        TestSession session;
        await using (var stopped = await LivePulling.StartAsync())
        {
            session = await stopped.PullAsync(host.At("radio"));
            await session.RecordedAsync(2);
            await stopped.StopAsync();
            Assert.Empty(Children.Decoders());
            copy = stopped.CopyOfData();
        }

        await using var restarted = await LivePulling.StartAsync(grace: 5, data: copy);
        session = session with { Server = restarted };
        await session.UntilStateAsync("finished");
        Assert.Equal([400, 0, 650], RecordedAudio.Of(session).Runs.Select(run => run.Hertz));
        Assert.InRange(await session.LostAudioAsync(), 0.3, 10);
    }

    private static async Task<RadioProgramme> ToneAsync(int hertz, double seconds, RadioEnd end = RadioEnd.Ends) =>
        new(await LiveEncoder.Mp3Async(hertz, seconds), seconds, "audio/mpeg", end);
}
