using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class IngestRefusalTests
{
    [Theory]
    [InlineData("", 401, "key_missing")]
    [InlineData("?key=wrong", 403, "key_wrong")]
    [InlineData("?key=KEY&encoding=opus&channels=2&split=true", 400, "split_invalid")]
    [InlineData("?key=KEY&encoding=webm", 426, "websocket_required")]
    [InlineData("?key=KEY&encoding=mp3", 400, "encoding_unknown")]
    [InlineData("?key=KEY&sampleRate=7999", 400, "sample_rate_invalid")]
    [InlineData("?key=KEY&sampleRate=192001", 400, "sample_rate_invalid")]
    [InlineData("?key=KEY&sampleRate=-16000", 400, "sample_rate_invalid")]
    [InlineData("?key=KEY&sampleRate=fast", 400, "sample_rate_invalid")]
    [InlineData("?key=KEY&channels=0", 400, "channels_invalid")]
    [InlineData("?key=KEY&channels=9", 400, "channels_invalid")]
    [InlineData("?key=KEY&split=true", 400, "split_invalid")]
    [InlineData("?key=KEY&channels=3&split=true", 400, "split_invalid")]
    [InlineData("?key=KEY&channels=2&split=yes", 400, "split_invalid")]
    [InlineData("?key=KEY&channels=2&split=true&speaker=Ann", 400, "speaker_invalid")]
    [InlineData("?key=KEY&channels=2&split=true&speaker=Ann,", 400, "speaker_invalid")]
    [InlineData("?key=KEY&channels=2&split=true&speaker=Ann,Bob,Cid", 400, "speaker_invalid")]
    [InlineData("?key=KEY&channels=2&split=true&speaker=Ann,%20Ann", 400, "speaker_invalid")]
    [InlineData("?key=KEY", 426, "websocket_required")]
    [InlineData("?key=KEY&channels=2&split=false&speaker=Ann,Bob", 426, "websocket_required")]
    public async Task Publisher_is_refused_by_a_problem_with_a_code(string query, int status, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var response = await server.Http.GetAsync(
            $"/ws/ingest/{session.Id}{query.Replace("KEY", session.Key, StringComparison.Ordinal)}");

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal("created", await session.StateAsync());
    }

    [Fact]
    public async Task Unknown_session_is_404()
    {
        await using var server = await TestServer.StartAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => TestPublisher.ConnectAsync(server, "nothere", "key"));

        Assert.Equal(404, refused.Status);
    }

    [Fact]
    public async Task Wrong_key_is_refused_at_the_upgrade()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => TestPublisher.ConnectAsync(server, session.Id, "wrong"));

        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task Finished_session_is_409()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.CloseAsync();
        }

        Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync())).Status);
    }

    [Fact]
    public async Task Track_with_a_living_publisher_is_409_and_that_publisher_stays()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "3600"));
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();

        Assert.Equal(409, (await Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync())).Status);

        await publisher.SendAsync(FakeSpeech.Say(1));
        await publisher.CloseAsync();
        Assert.Equal("w1", await session.TextAsync());
    }

    [Fact]
    public async Task Track_of_a_publisher_that_gave_no_sign_is_taken_over()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "0"));
        var session = await server.CreateSessionAsync();
        await using var first = await session.PublishAsync();
        await using var second = await session.PublishAsync();

        Assert.Equal("replaced", (await first.NextAsync("error")).GetProperty("code").GetString());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await first.UntilClosedAsync());
        await second.SendAsync(FakeSpeech.Say(1));
        await second.CloseAsync();
        Assert.Equal("w1", await session.TextAsync());
    }

    [Fact]
    public async Task Full_server_refuses_sessions_and_publishers_with_503_and_says_when_to_come_back()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 1);
        var first = await server.CreateSessionAsync();
        var second = await server.CreateSessionAsync();
        await using var publisher = await first.PublishAsync();

        Assert.Equal(503, (await Assert.ThrowsAsync<RefusedException>(() => second.PublishAsync())).Status);
        using var response = await server.Http.PostAsJsonAsync("/api/sessions", new { });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal("created", await second.StateAsync());

        await publisher.CloseAsync();
        await using var later = await second.PublishAsync();
        Assert.Equal("live", await second.StateAsync());
    }

    [Fact]
    public async Task Server_whose_engine_is_loading_refuses_with_503()
    {
        var loading = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            waitUntilReady: false, configure: builder => builder.Services.AddLoadingEngine(loading.Task));

        using var response = await server.Http.PostAsJsonAsync("/api/sessions", new { });
        using var ready = await server.Http.GetAsync("/health/ready");
        loading.SetResult();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Theory]
    [InlineData("odd", "odd_byte_count", 1007)]
    [InlineData("nan", "not_finite", 1007)]
    [InlineData("infinity", "not_finite", 1007)]
    [InlineData("big", "message_too_big", 1009)]
    [InlineData("garbage", "bad_message", 1007)]
    [InlineData("unknown type", "bad_message", 1007)]
    [InlineData("idle", "idle_timeout", 1008)]
    public async Task Bad_publisher_is_told_why_and_sent_away_and_another_does_not_notice(string fault, string code, int closeStatus)
    {
        await using var server = await TestServer.StartAsync(
            settings: [("Ingest:AckSeconds", "0.05"), ("Ingest:IdleSeconds", fault == "idle" ? "0.3" : "60")]);
        var goodSession = await server.CreateSessionAsync();
        var badSession = await server.CreateSessionAsync();
        await using var good = await goodSession.PublishAsync();
        await using var bad = await badSession.PublishAsync("&encoding=pcm_f32le");
        await good.SendAsync(FakeSpeech.Say(1));

        await MisbehaveAsync(bad, fault);
        Assert.Equal(code, (await bad.NextAsync("error")).GetProperty("code").GetString());
        Assert.Equal((WebSocketCloseStatus)closeStatus, await bad.UntilClosedAsync());

        if (fault != "idle")
        {
            await good.SendAsync(FakeSpeech.Say(2));
            await good.CloseAsync();
            Assert.Equal("w1 w2", await goodSession.TextAsync());
        }

        Assert.Equal("live", await badSession.StateAsync());
    }

    [Fact]
    public async Task Publisher_that_was_sent_away_comes_back_and_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var bad = await session.PublishAsync())
        {
            await bad.SendAsync(FakeSpeech.Say(1));
            await bad.SendAsync(new byte[3]);
            await bad.UntilClosedAsync();
        }

        await using var back = await session.PublishAsync();
        Assert.Equal(FakeSpeech.Say(1).Length / 16_000d, back.Received, 1e-6);
        await back.SendAsync(FakeSpeech.Say(2));
        await back.CloseAsync();
        Assert.Equal("w1 w2", await session.TextAsync());
    }

    private static async Task MisbehaveAsync(TestPublisher publisher, string fault)
    {
        var wrong = fault == "nan" ? float.NaN : float.PositiveInfinity;
        float[] samples = [wrong, 0.5f, wrong];
        switch (fault)
        {
            case "odd":
                await publisher.SendAsync(new byte[1_001]);
                break;
            case "nan" or "infinity":
                await publisher.SendAsync(MemoryMarshal.AsBytes<float>(samples).ToArray());
                break;
            case "big":
                for (var i = 0; i < 20; i++)
                {
                    await publisher.SendPartAsync(new byte[64 * 1024]);
                }

                break;
            case "garbage":
                await publisher.SendTextAsync("{]");
                break;
            case "unknown type":
                await publisher.SendTextAsync("""{"type":"dance"}""");
                break;
        }
    }
}
