using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Several publishers of one session.</summary>
public sealed class WhipTracksTests
{
    [Fact]
    public async Task Two_whip_publishers_and_a_web_socket_have_a_track_each_and_the_last_one_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var anna = await WhipSpeaker.ConnectAsync(session, query: "?speaker=Anna");
        await using var ben = await WhipSpeaker.ConnectAsync(session, query: "?speaker=Ben");
        await using var socket = await session.PublishAsync("&speaker=Carl");

        for (var i = 0; i < 5; i++)
        {
            anna.Say(400, 0.1);
            ben.Say(1_000, 0.1);
        }

        await socket.SendAsync(FakeSpeech.Say(1));
        await server.UntilAsync(() =>
            Task.FromResult(RecordedAudio.Of(session).Seconds >= 0.5 && RecordedAudio.Of(session, track: 1).Seconds >= 0.5));
        Assert.Equal(200, await anna.DeleteAsync());
        Assert.Equal(200, await ben.DeleteAsync());
        Assert.Equal("live", await session.StateAsync());
        await socket.CloseAsync();

        Assert.Equal("finished", await session.StateAsync());
        RecordedAudio.Of(session).IsHeardAs(0.05, (400, 0.5));
        RecordedAudio.Of(session, track: 1).IsHeardAs(0.05, (1_000, 0.5));
        Assert.Equal("w1", await session.TextAsync());
        Assert.Equal(["Anna", "Ben", "Carl"], (await session.ViewAsync()).GetProperty("speakers").EnumerateArray().Select(speaker =>
            speaker.GetProperty("label").GetString()!));
    }

    [Fact]
    public async Task Same_speaker_by_another_protocol_finds_the_track_in_use()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "3600"));
        var session = await server.CreateSessionAsync();
        await using var anna = await WhipSpeaker.ConnectAsync(session, query: "?speaker=Anna");

        Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync("&speaker=Anna"))).Status);
        await session.PostWhipAsync(query: "?speaker=Anna").RefusesAsync(409, "track_in_use");
    }

    [Fact]
    public async Task Publisher_that_is_there_and_says_nothing_keeps_its_track()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "2.5"));
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var start = TimeProvider.System.GetTimestamp();
        await server.UntilAsync(() => Task.FromResult(TimeProvider.System.GetElapsedTime(start).TotalSeconds > 3.5)); // it checks every 2 s

        await session.PostWhipAsync().RefusesAsync(409, "track_in_use");
    }
}
