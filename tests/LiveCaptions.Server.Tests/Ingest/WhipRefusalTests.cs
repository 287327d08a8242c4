using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class WhipRefusalTests
{
    [Theory]
    [InlineData("", 400, "sdp_malformed")]
    [InlineData("hello", 400, "sdp_malformed")]
    [InlineData("v=0\r\n", 422, "no_audio")]
    [InlineData("v=0\r\nm=audio nonsense\r\n", 400, "sdp_malformed")]
    public async Task Body_that_is_no_usable_offer_is_refused(string body, int status, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.PostWhipAsync(body).RefusesAsync(status, code);
        Assert.Equal("created", await session.StateAsync());
        Assert.Equal(1, server.Refusals.Of(code));
    }

    [Theory]
    [InlineData("opus/48000/2", "PCMU/8000", 422, "no_opus")]
    [InlineData("a=sendonly", "a=recvonly", 422, "no_audio")]
    [InlineData("a=rtcp-mux", "a=x-nothing", 422, "rtcp_mux_required")]
    [InlineData("a=setup:actpass", "a=setup:passive", 422, "setup_unusable")]
    [InlineData("a=fingerprint:sha-256", "a=fingerprint:sha-1", 422, "fingerprint_unusable")]
    [InlineData("a=ice-pwd:", "a=x-nothing:", 422, "ice_missing")]
    [InlineData("a=group:BUNDLE 0", "a=ice-lite", 422, "ice_lite_offered")]
    public async Task Offer_that_cannot_be_served_is_refused(string instead, string of, int status, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.PostWhipAsync(WhipRequests.Offer.Replace(instead, of, StringComparison.Ordinal)).RefusesAsync(status, code);
    }

    [Fact]
    public async Task Wrong_or_missing_keys_and_unknown_sessions_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var path = $"/whip/{session.Id}";

        await server.SendAsync(HttpMethod.Post, path, key: null, WhipRequests.Offer, WhipRequests.OfferType)
            .RefusesAsync(401, "key_missing");
        await server.SendAsync(HttpMethod.Post, path, "wrong", WhipRequests.Offer, WhipRequests.OfferType).RefusesAsync(403, "key_wrong");
        await server.SendAsync(HttpMethod.Post, "/whip/nothere", session.Key, WhipRequests.Offer, WhipRequests.OfferType)
            .RefusesAsync(404, "session_not_found");
        await server.SendAsync(HttpMethod.Delete, path + "/nothere", session.Key).RefusesAsync(404, "connection_not_found");
        await server.SendAsync(HttpMethod.Patch, path + "/nothere", session.Key, "a=end-of-candidates\r\n", WhipRequests.FragmentType)
            .RefusesAsync(404, "connection_not_found");
    }

    [Fact]
    public async Task Connection_is_out_of_reach_for_who_has_only_another_sessions_key()
    {
        await using var server = await TestServer.StartAsync();
        var (mine, yours) = (await server.CreateSessionAsync(), await server.CreateSessionAsync());
        await using var speaker = await WhipSpeaker.ConnectAsync(mine);
        var name = speaker.Client.Resource.Segments[^1];

        await server.SendAsync(HttpMethod.Delete, $"/whip/{yours.Id}/{name}", yours.Key).RefusesAsync(404, "connection_not_found");
        await server.SendAsync(HttpMethod.Delete, $"/whip/{mine.Id}/{name}", yours.Key).RefusesAsync(403, "key_wrong");
        await server.SendAsync(HttpMethod.Delete, $"/whip/{mine.Id}/{name}", key: null).RefusesAsync(401, "key_missing");

        speaker.Say(400, 0.2);
        await mine.RecordedAsync(0.2);
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        foreach (var path in (string[])[$"/whip/{session.Id}", speaker.Client.Resource.AbsolutePath])
        {
            Assert.Equal(405, await server.SendAsync(HttpMethod.Get, path, session.Key).StatusAsync());
            Assert.Equal(
                405, await server.SendAsync(HttpMethod.Put, path, session.Key, WhipRequests.Offer, WhipRequests.OfferType).StatusAsync());
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/sdpx")]
    [InlineData("")]
    public async Task Other_content_types_are_refused(string type)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.PostWhipAsync(type: type).RefusesAsync(415, "content_type_wrong");
    }

    [Fact]
    public async Task Content_type_may_have_parameters_and_any_case()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        Assert.Equal(201, await session.PostWhipAsync(type: "Application/SDP; charset=utf-8").StatusAsync());
    }

    [Fact]
    public async Task Offer_over_the_limit_is_refused_whether_or_not_it_says_its_length()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var big = WhipRequests.Offer + string.Concat(Enumerable.Repeat("a=x-padding\r\n", 6_000));
        await session.PostWhipAsync(big).RefusesAsync(413, "too_large");

        using var chunked = new HttpRequestMessage(HttpMethod.Post, $"/whip/{session.Id}?key={session.Key}")
        {
            Content = new StringContent(big, mediaType: new("application/sdp"))
        };
        chunked.Headers.TransferEncodingChunked = true;
        await server.Http.SendAsync(chunked).RefusesAsync(413, "too_large");
    }

    [Fact]
    public async Task Speaker_whose_name_is_too_long_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.PostWhipAsync(query: $"?speaker={new string('a', 101)}").RefusesAsync(400, "speaker_invalid");
    }

    [Fact]
    public async Task Track_with_a_living_publisher_is_not_given_away()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "3600"));
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);

        await session.PostWhipAsync().RefusesAsync(409, "track_in_use");

        speaker.Say(400, 0.3);
        await session.RecordedAsync(0.3);
    }

    [Fact]
    public async Task Session_that_has_ended_takes_no_publisher()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using (await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null))
        {
        }

        await session.PostWhipAsync().RefusesAsync(409, "session_ended");
    }

    [Fact]
    public async Task Full_server_says_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 1);
        var (first, second) = (await server.CreateSessionAsync(), await server.CreateSessionAsync());
        await using var speaker = await WhipSpeaker.ConnectAsync(first);

        using var response = await second.PostWhipAsync();

        Assert.NotNull(response.Headers.RetryAfter);
        await Task.FromResult(response).RefusesAsync(503, "full");
        Assert.Equal("created", await second.StateAsync());
    }

    [Fact]
    public async Task Server_whose_engine_is_loading_says_when_to_come_back()
    {
        var loading = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var restarted = await TestServer.StartAsync(
            server.CopyOfData(), waitUntilReady: false, configure: builder => builder.Services.AddLoadingEngine(loading.Task));

        using var response = await restarted.SendAsync(
            HttpMethod.Post, $"/whip/{session.Id}", session.Key, WhipRequests.Offer, WhipRequests.OfferType);
        loading.SetResult();

        Assert.NotNull(response.Headers.RetryAfter);
        await Task.FromResult(response).RefusesAsync(503, "not_ready");
    }

    [Fact]
    public async Task Refused_offers_leave_nothing_behind()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.PostWhipAsync("v=0\r\n").RefusesAsync(422, "no_audio");
        await using var publisher = await session.PublishAsync();
        Assert.Equal(0, publisher.Received);
    }
}
