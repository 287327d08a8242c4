using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>OBS Studio as the far end, under Xvfb. Slow: part of the project only where LIVECAPTIONS_SLOW_TESTS is 1.</summary>
[Collection(Children.Collection)]
public sealed class ObsStudioTests
{
    private const string Password = "correct horse";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Obs_takes_captions_of_the_stream_that_it_sends_to_us()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var obs = await Obs.StreamAsync(session.Rtmp(), FakeSpeech.Silence(60), Password);
        await Obs.UntilAsync(async () => await session.DurationAsync() >= 1);
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.RemoteAddress, password = Password });
        await server.UntilStateAsync(session.Id, "obs", "live");

        await using var publisher = await session.PublishAsync("&speaker=Ann");
        await publisher.SendAsync([.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3)]);

        var sink = await server.UntilSinkAsync(session.Id, "obs", s => s.GetProperty("sent").GetInt32() == 2);
        Assert.Equal("live", SinkClient.StateOf(sink));
        Assert.Equal(0, sink.GetProperty("dropped").GetInt32());
    }

    [Fact]
    public async Task Captions_are_in_the_video_that_Obs_sends()
    {
        var address = new Uri($"rtmp://127.0.0.1:{FreePorts.Next()}/live/key");
        await using var video = new ObsStudioVideo(address);
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var obs = await Obs.StreamAsync(address, FakeSpeech.Silence(60), Password);
        await Obs.UntilAsync(() => Task.FromResult(video.HasBegun));
        await server.PutSinkAsync(
            session.Id, "obs", new { type = "obs", address = obs.RemoteAddress, password = Password, interims = false });
        await server.UntilStateAsync(session.Id, "obs", "live");
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync([.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4)]);

        await Obs.UntilAsync(async () => (await video.CaptionsAsync(Cancel)).Count == 2);
        Assert.Equal(["w1 w2 w3", "w4"], await video.CaptionsAsync(Cancel));
    }
}
