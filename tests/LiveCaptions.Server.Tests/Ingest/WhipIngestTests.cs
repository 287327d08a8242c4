using System.Net;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>From the POST to the DELETE.</summary>
public sealed class WhipIngestTests
{
    [Fact]
    public async Task Audio_is_recorded_in_order_and_delete_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        Assert.Equal("live", await session.StateAsync());

        speaker.Say(400, 0.5);
        speaker.Say(1_000, 0.3);
        speaker.Say(0, 0.3);
        speaker.Say(650, 0.4);
        await session.RecordedAsync(1.5);

        Assert.Equal(200, await speaker.DeleteAsync());
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal("publisherClosed", (await session.ViewAsync()).GetProperty("endReason").GetString());
        Assert.Equal(1.5, await session.DurationAsync());
        Assert.Equal(0, await session.LostAudioAsync());
        var recorded = RecordedAudio.Of(session);
        Assert.Equal(1.5, recorded.Seconds);
        recorded.IsHeardAs(0.05, (400, 0.5), (1_000, 0.3), (0, 0.3), (650, 0.4));
    }

    [Fact]
    public async Task What_is_said_becomes_captions()
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { HearsAnything = true });
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);

        speaker.Say(400, 0.5);
        speaker.Say(0, 0.7);
        await session.RecordedAsync(1.2);
        await speaker.DeleteAsync();

        var cue = Assert.Single(await session.CuesAsync());
        Assert.Equal("something", cue.Text);
        Assert.Equal(0, cue.Start, 0.1);
    }

    [Fact]
    public async Task Answer_to_the_post_tells_all_that_the_publisher_needs()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await session.PostWhipAsync();

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("application/sdp", response.Content.Headers.GetValues("Content-Type").Single());
        Assert.Equal("application/trickle-ice-sdpfrag", response.Headers.GetValues("Accept-Patch").Single());
        Assert.False(response.Headers.ETag!.IsWeak);
        Assert.Matches($"^/whip/{session.Id}/[0-9a-f]{{32}}$", response.Headers.Location!.ToString());
        var answer = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("v=0\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\na=ice-lite\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\na=setup:passive\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\r\na=recvonly\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(200, await server.SendAsync(HttpMethod.Delete, response.Headers.Location.ToString(), session.Key).StatusAsync());
    }

    [Fact]
    public async Task Key_in_the_query_lets_in_as_well()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        Assert.Equal(
            201, await server
                .SendAsync(HttpMethod.Post, $"/whip/{session.Id}?key={session.Key}", key: null, WhipRequests.Offer, WhipRequests.OfferType)
                .StatusAsync());
    }

    [Fact]
    public async Task Second_delete_finds_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);

        Assert.Equal(200, await speaker.DeleteAsync());
        await speaker.Client.DeleteAsync().RefusesAsync(404, "connection_not_found");
    }

    [Fact]
    public async Task Delete_before_any_audio_frees_the_track_for_a_web_socket()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "3600"));
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);

        Assert.Equal(200, await speaker.DeleteAsync());
        Assert.Equal("live", await session.StateAsync());
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await publisher.CloseAsync();

        Assert.Equal("w1", await session.TextAsync());
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Farewell_frees_the_track_and_the_delete_behind_it_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.4);
        await session.RecordedAsync(0.4);

        await speaker.DisposeAsync();

        Assert.Equal("live", await session.StateAsync());
        Assert.Equal(200, await speaker.DeleteAsync());
        await session.UntilStateAsync("finished");
        Assert.Equal(0.4, RecordedAudio.Of(session).Seconds);
    }

    [Fact]
    public async Task Audio_that_waits_behind_a_lost_packet_is_recorded_when_the_farewell_comes()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var speaker = await WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with { Nack = true });
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);

        var lost = speaker.Sequence;
        speaker.Passes = number => number != lost;
        speaker.Say(400, 0.2);
        await speaker.DisposeAsync();

        await session.RecordedAsync(0.4);
        Assert.Equal(0.02, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Video_is_refused_or_by_option_taken_and_dropped()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var without = await session.PostWhipAsync(WithVideo(WhipRequests.Offer));
        Assert.Contains("\r\na=inactive\r\n", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await using var accepting = await TestServer.StartAsync(settings: ("Whip:AcceptVideo", "true"));
        var second = await accepting.CreateSessionAsync();
        using var with = await second.PostWhipAsync(WithVideo(WhipRequests.Offer), query: "?speaker=probe");
        Assert.DoesNotContain("inactive", await with.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var speaker = await WhipSpeaker.ConnectAsync(second, WhipSpeaker.Options with { Reword = WithVideo });
        for (ushort i = 0; i < 50; i++)
        {
            speaker.Link.SendRtp(i, i, ssrc: 99, new byte[1_000], payloadType: 96);
        }

        speaker.Say(400, 0.5);
        await second.RecordedAsync(0.5);
        await speaker.DeleteAsync();
        RecordedAudio.Of(second, track: 1).IsHeardAs(0.05, (400, 0.5));
    }

    [Fact]
    public async Task Bandwidth_that_the_option_names_is_asked_for()
    {
        await using var server = await TestServer.StartAsync(settings: ("Whip:AudioBitrate", "24000"));
        var session = await server.CreateSessionAsync();
        using var response = await session.PostWhipAsync();
        Assert.Contains("maxaveragebitrate=24000", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string WithVideo(string offer)
    {
        var audio = offer[offer.IndexOf("c=IN", StringComparison.Ordinal)..];
        var video = audio[..audio.IndexOf("a=rtpmap", StringComparison.Ordinal)].Replace("a=mid:0", "a=mid:1", StringComparison.Ordinal);
        return offer.Replace("BUNDLE 0", "BUNDLE 0 1", StringComparison.Ordinal)
            + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n" + video + "a=rtpmap:96 VP8/90000\r\n";
    }
}
