using LiveCaptions.Server.Ingest.Whip;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Everybody at once, as after a network was down.</summary>
public sealed class WhipStormTests
{
    private const int Publishers = 20;

    [Fact]
    public async Task All_of_a_storm_connect_and_a_live_publisher_loses_nothing_and_nothing_is_left_behind()
    {
        await using var server = await TestServer.StartAsync(maxStreams: Publishers + 1);
        var live = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(live);

        var storm = Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(() => PublishAsync(server))));
        while (!storm.IsCompleted)
        {
            speaker.Say(400, 0.1);
            await speaker.KeepPaceAsync(server);
        }

        await storm;
        await live.RecordedAsync(speaker.SaidSeconds);
        Assert.Equal(200, await speaker.DeleteAsync());
        Assert.Equal(speaker.SaidSeconds, RecordedAudio.Of(live).Seconds, 1e-6);
        Assert.Equal(0, await live.LostAudioAsync());

        var host = server.Services.GetRequiredService<WebRtcHost>();
        await server.UntilAsync(() => Task.FromResult(server.Services.GetRequiredService<WhipConnections>().Count == 0));
        Assert.Equal(0, host.Handshakes.Running);
        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), host.Handshakes.Turns.CurrentCount);
        Assert.Equal((0, 0), (host.Mux!.Names, host.Mux.Addresses));
        Assert.Equal(0, host.Mux.Faults);
    }

    private static async Task PublishAsync(TestServer server)
    {
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with { Patience = TimeSpan.FromSeconds(60) });
        speaker.Say(1_000, 0.2);
        await session.RecordedAsync(0.2);
        Assert.Equal(200, await speaker.DeleteAsync());
        RecordedAudio.Of(session).IsHeardAs(0.05, (1_000, 0.2));
    }
}
