using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Candidates and ICE restarts (RFC 9725 §4.3).</summary>
public sealed class WhipPatchTests
{
    private const string Candidate = "a=mid:0\r\na=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n";

    [Fact]
    public async Task Candidates_are_accepted_with_the_tag_of_the_ice_session_alone()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var client = speaker.Client;

        Assert.Equal(204, await client.PatchAsync(Candidate, client.ETag).StatusAsync());
        await client.PatchAsync(Candidate, ifMatch: null).RefusesAsync(428, "if_match_required");
        await client.PatchAsync(Candidate, "\"another\"").RefusesAsync(412, "if_match_failed");
        await client.PatchAsync(Candidate, client.ETag.Trim('"')).RefusesAsync(412, "if_match_failed");
        await client.PatchAsync(Candidate, "*").RefusesAsync(412, "if_match_failed");
    }

    [Fact]
    public async Task Restart_needs_the_star()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var client = speaker.Client;

        await client.PatchAsync(Credentials(), client.ETag).RefusesAsync(412, "if_match_failed");
        await client.PatchAsync(Credentials(), ifMatch: null).RefusesAsync(428, "if_match_required");
    }

    [Fact]
    public async Task Body_that_is_no_fragment_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var client = speaker.Client;

        await client.PatchAsync("nonsense", client.ETag).RefusesAsync(400, "sdp_malformed");
        await client.PatchAsync("a=ice-ufrag:?\r\na=ice-pwd:?\r\n", "*").RefusesAsync(400, "sdp_malformed");
        await server
            .SendAsync(HttpMethod.Patch, client.Resource.AbsolutePath, session.Key, Candidate, "application/sdp", ("If-Match", client.ETag))
            .RefusesAsync(415, "content_type_wrong");
        await client.PatchAsync(Candidate + new string('a', 65_536), client.ETag).RefusesAsync(413, "too_large");
    }

    [Fact]
    public async Task Restart_gives_new_credentials_and_a_new_tag_and_the_audio_goes_on_without_a_gap()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var (tag, before) = (speaker.Client.ETag, speaker.Client.Answer.Ice);
        speaker.Say(400, 0.4);
        await session.RecordedAsync(0.4);

        await speaker.Client.RestartIceAsync();
        Assert.NotEqual(tag, speaker.Client.ETag);
        Assert.NotEqual(before.Ufrag, speaker.Client.Answer.Ice.Ufrag);
        Assert.NotEqual(before.Password, speaker.Client.Answer.Ice.Password);
        await speaker.Client.PatchAsync(Candidate, tag).RefusesAsync(412, "if_match_failed");
        Assert.Equal(204, await speaker.Client.PatchAsync(Candidate, speaker.Client.ETag).StatusAsync());

        speaker.Say(650, 0.4);
        await session.RecordedAsync(0.8);
        await speaker.DeleteAsync();
        RecordedAudio.Of(session).IsHeardAs(0.05, (400, 0.4), (650, 0.4));
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Restart_that_the_publisher_does_not_follow_up_leaves_the_connection_as_it_is()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);

        Assert.Equal(200, await speaker.Client.PatchAsync(Credentials(), "*").StatusAsync());
        speaker.Say(400, 0.4);

        await session.RecordedAsync(0.4);
    }

    [Fact]
    public async Task Many_restarts_later_the_audio_still_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        for (var i = 1; i <= 12; i++)
        {
            await speaker.Client.RestartIceAsync();
            speaker.Say(400, 0.1);
            await session.RecordedAsync(0.1 * i);
        }

        Assert.Equal(0, await session.LostAudioAsync());
    }

    private static string Credentials()
    {
        var ice = IceCredentials.Create();
        return $"a=ice-ufrag:{ice.Ufrag}\r\na=ice-pwd:{ice.Password}\r\n";
    }
}
