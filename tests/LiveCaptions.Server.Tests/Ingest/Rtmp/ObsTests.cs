using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>OBS Studio as the publisher, under Xvfb. Slow: part of the project only where LIVECAPTIONS_SLOW_TESTS is 1.</summary>
[Collection(Children.Collection)]
public sealed class ObsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Obs_publishes_audio_and_video_and_its_end_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var obs = await Obs.StreamAsync(session.Rtmp(), Tone.Of(120));

        await Obs.UntilAsync(async () => await session.DurationAsync() >= 5);
        await obs.StopStreamAsync(Cancel);

        await session.UntilStateAsync("finished");
        var spans = Tone.In(session.Recording());
        Assert.InRange(spans.Sum(span => span.End - span.Start), 3, 60);
    }

    [Fact]
    public async Task Obs_that_is_told_something_goes_on()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:NoSpeechSeconds", "3"));
        var session = await server.CreateSessionAsync();
        await using var obs = await Obs.StreamAsync(session.Rtmp(), new short[16_000 * 60]);

        await Obs.UntilAsync(async () => (await session.NoticesAsync()).Contains("noSpeech"));
        var told = await session.DurationAsync();
        await Obs.UntilAsync(async () => await session.DurationAsync() >= told + 5);
        await obs.StopStreamAsync(Cancel);

        await session.UntilStateAsync("finished");
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Obs_that_is_killed_and_started_again_goes_on_in_its_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var first = await Obs.StreamAsync(session.Rtmp(), Tone.Of(120)))
        {
            await Obs.UntilAsync(async () => await session.DurationAsync() >= 3);
            await first.KillAsync();
        }

        Assert.Equal("live", await session.StateAsync());
        var before = await session.DurationAsync();
        await using var second = await Obs.StreamAsync(session.Rtmp(), Tone.Of(120));
        await Obs.UntilAsync(async () => await session.DurationAsync() >= before + 5);
        await second.StopStreamAsync(Cancel);
        await session.UntilStateAsync("finished");
    }
}
