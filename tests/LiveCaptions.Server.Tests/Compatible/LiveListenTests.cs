using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>Live audio as Deepgram's clients send it.</summary>
public sealed class LiveListenTests
{
    private const string Raw = "/v1/listen?encoding=linear16&sample_rate=16000";
    private const string Interims = Raw + "&interim_results=true";
    private const string CloseStream = """{"type":"CloseStream"}""";

    [Fact]
    public async Task Words_come_as_interims_and_as_finals_then_metadata_and_a_good_end()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Interims);

        await client.SendAsync(FakeSpeech.Begin(1, 2, 3));
        await client.UntilAsync(message => ListenResult.Of(message) is { IsFinal: false, Transcript.Length: > 0 });
        await client.SendAsync([.. FakeSpeech.Silence(0.6), .. FakeSpeech.Say(4, 5)]);
        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        var results = ListenResult.Of(client.Messages);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Status);
        Assert.Equal(
            [FakeSpeech.Text(1, 2, 3), FakeSpeech.Text(4, 5)], results.Where(result => result.IsFinal).Select(result => result.Transcript));
        Assert.Equal("Metadata", client.Messages[^1].GetProperty("type").GetString());
        Assert.InRange(client.Messages[^1].GetProperty("duration").GetDouble(), 2.44, 2.46);
    }

    [Fact]
    public async Task Finals_end_speech_and_freeze_their_stretch_of_time()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Interims);

        await client.SendAsync([.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4, 5), .. FakeSpeech.Silence(2)]);
        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        var finals = ListenResult.Of(client.Messages).Where(result => result is { IsFinal: true, Words.Length: > 0 }).ToList();
        Assert.All(finals, final => Assert.True(final.SpeechFinal));
        Assert.Equal(0, finals[0].Start);
        Assert.Equal(finals[0].End, finals[1].Start, 0.0011);
        Assert.Equal(finals[1].Words[^1].GetProperty("end").GetDouble(), finals[1].End, 0.0011);
    }

    [Fact]
    public async Task Session_is_one_as_every_other_and_its_id_is_the_request_id()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Raw + "&tag=Call%2042&language=en-US&keyterm=Ann&keyterm=Bob");

        await client.SendAsync(FakeSpeech.Say(1, 2));
        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        var id = client.Header("dg-request-id")!;
        var session = await server.GetAsync($"/api/sessions/{id}");
        Assert.Equal(("finished", "Call 42", "en-US"), (session.GetProperty("state").GetString(),
            session.GetProperty("title").GetString(), session.GetProperty("language").GetString()));
        Assert.Equal(["Ann", "Bob"], session.GetProperty("keyterms").EnumerateArray().Select(term => term.GetString()));
        Assert.Equal(FakeSpeech.Text(1, 2), (await server.CuesAsync(id)).Single().Text);
        Assert.Equal(id, client.Messages[0].GetProperty("metadata").GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData("Token {0}", null)]
    [InlineData("token {0}", null)]
    [InlineData("Bearer {0}", null)]
    [InlineData(null, "token")]
    [InlineData(null, "bearer")]
    public async Task Key_is_taken_where_clients_put_it(string? header, string? protocol)
    {
        await using var server = await TestServer.StartAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);

        await using var client = await ForeignSocket.ConnectAsync(
            server, Raw, header?.Replace("{0}", key, StringComparison.Ordinal),
            protocol is null ? [] : [protocol, key, "x-deepgram-session-id", "1"]);

        Assert.Equal(protocol, client.Protocol);
    }

    [Theory]
    [InlineData("Token lc_wrong", null)]
    [InlineData(null, "token")]
    [InlineData(null, null)]
    public async Task Without_a_good_key_nobody_is_let_in(string? header, string? protocol)
    {
        await using var server = await TestServer.StartAsync();
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);

        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            ForeignSocket.ConnectAsync(server, Raw, header, protocol is null ? [] : [protocol, "lc_wrong"]));

        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task Keys_among_the_subprotocols_are_not_guessed_at()
    {
        await using var server = await LimitedServer.StartAsync(("WrongKeysPerMinute", "2"));
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);
        var statuses = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            statuses.Add((await Assert.ThrowsAsync<RefusedException>(() =>
                ForeignSocket.ConnectAsync(server, Raw, authorization: null, "token", $"lc_guess{i}"))).Status);
        }

        Assert.Equal([401, 401, 429], statuses);
    }

    [Fact]
    public async Task Any_token_does_where_none_is_needed()
    {
        await using var server = await TestServer.StartAsync();

        await using var client = await ForeignSocket.ConnectAsync(server, Raw, "Token anything");

        Assert.NotNull(client.Header("dg-request-id"));
    }

    [Theory]
    [InlineData("encoding=linear16", "sample_rate_invalid")]
    [InlineData("encoding=linear16&sample_rate=many", "sample_rate_invalid")]
    [InlineData("encoding=linear16&sample_rate=16000&channels=9", "channels_invalid")]
    [InlineData("encoding=g729&sample_rate=8000", "encoding_unknown")]
    [InlineData("encoding=linear16&sample_rate=16000&interim_results=perhaps", "interim_results_invalid")]
    [InlineData("encoding=linear16&sample_rate=16000&utterance_end_ms=1000", "utterance_end_ms_invalid")]
    [InlineData("encoding=linear16&sample_rate=16000&utterance_end_ms=10&interim_results=true", "utterance_end_ms_invalid")]
    [InlineData("encoding=linear16&sample_rate=16000&endpointing=-1", "endpointing_invalid")]
    [InlineData("encoding=linear16&sample_rate=16000&language=tlh", "language_unavailable")]
    [InlineData("encoding=linear16&sample_rate=16000&callback=http://127.0.0.1/", "callback_unsupported")]
    [InlineData("multichannel=true", "multichannel_invalid")]
    public async Task What_cannot_be_had_is_refused_in_one_line_of_deepgram_s_shape(string query, string code)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/listen?{query}");
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var response = await server.Http.SendAsync(request);

        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(("INVALID_QUERY_PARAMETER", code), (body.GetProperty("err_code").GetString(), body.GetProperty("code").GetString()));
        Assert.DoesNotContain('\n', body.GetProperty("err_msg").GetString()!);
        Assert.NotEmpty(body.GetProperty("request_id").GetString()!);
        Assert.Empty((await server.GetAsync("/api/sessions")).EnumerateArray());
    }

    [Fact]
    public async Task Finalize_makes_open_words_final_and_says_so()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Raw);

        await client.SendAsync(FakeSpeech.Begin(1, 2));
        await client.SayAsync("""{"type":"Finalize"}""");
        var final = ListenResult.Of(await client.UntilAsync("Results"));

        Assert.Equal((FakeSpeech.Text(1, 2), true, true), (final.Transcript, final.IsFinal, final.FromFinalize));
    }

    [Fact]
    public async Task Speech_is_told_when_it_starts_and_when_the_utterance_is_over()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Interims + "&vad_events=true&utterance_end_ms=1000");

        await client.SendAsync([.. FakeSpeech.Silence(0.5), .. FakeSpeech.Say(1, 2), .. FakeSpeech.Silence(3)]);
        var end = await client.UntilAsync("UtteranceEnd");

        var start = client.Messages.Single(message => message.GetProperty("type").GetString() == "SpeechStarted");
        Assert.Equal(0.5, start.GetProperty("timestamp").GetDouble(), 0.05);
        Assert.Equal(ListenResult.Of(client.Messages)[^1].End, end.GetProperty("last_word_end").GetDouble(), 0.0011);
        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();
        Assert.Single(client.Messages, message => message.GetProperty("type").GetString() == "UtteranceEnd");
    }

    [Fact]
    public async Task Channels_are_heard_each_for_itself()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Raw + "&channels=2&multichannel=true");

        await client.SendAsync(FakeSpeech.Stereo(FakeSpeech.Say(1, 2), [.. FakeSpeech.Silence(1), .. FakeSpeech.Say(3)]));
        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        var finals = ListenResult.Of(client.Messages).Where(result => result.IsFinal);
        Assert.Equal([(0, "w1 w2"), (1, "w3")], finals.Select(final => (final.Channel, final.Transcript)).Order());
    }

    [Fact]
    public async Task Sound_may_be_cut_within_a_sample()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Raw);

        var bytes = FakeSpeech.Bytes(FakeSpeech.Say(1, 2, 3));
        foreach (var piece in bytes.Chunk(4_001))
        {
            await client.SendAsync(piece);
        }

        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3), ListenResult.Of(client.Messages).Single(result => result.IsFinal).Transcript);
    }

    [Fact]
    public async Task Wav_says_itself_what_it_is()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, "/v1/listen");
        var header = new byte[WavHeader.Size];
        WavHeader.Write(header, channels: 1, sampleRate: 16_000, dataBytes: null);

        foreach (var piece in header.Concat(FakeSpeech.Bytes(FakeSpeech.Say(1, 2))).Chunk(1_000))
        {
            await client.SendAsync(piece);
        }

        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        Assert.Equal(FakeSpeech.Text(1, 2), ListenResult.Of(client.Messages).Single(result => result.IsFinal).Transcript);
    }

    [Fact]
    public async Task Message_without_bytes_ends_it_as_older_clients_do()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Raw);

        await client.SendAsync(FakeSpeech.Say(1));
        await client.SendAsync(Array.Empty<byte>());
        await client.UntilClosedAsync();

        Assert.Equal("Metadata", client.Messages[^1].GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("garbage", 1008, "DATA-0000")]
    [InlineData("text", 1008, "Text messages are")]
    [InlineData("idle", 1011, "NET-0001")]
    public async Task Who_does_wrong_is_closed_with_the_code_that_clients_know(string fault, int status, string reason)
    {
        await using var server = await TestServer.StartAsync(
            settings: [("Ingest:AckSeconds", "0.05"), ("Ingest:IdleSeconds", fault == "idle" ? "0.3" : "60")]);
        await using var client = await ForeignSocket.ConnectAsync(server, "/v1/listen");

        await (fault switch
        {
            "garbage" => client.SendAsync("no sound at all"u8.ToArray()),
            "text" => client.SayAsync("""{"type":"\uD800"}"""),
            _ => Task.CompletedTask,
        });
        await client.UntilClosedAsync();

        Assert.Equal(status, (int)client.Status!);
        Assert.StartsWith(reason, client.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeepAlive_is_taken_between_pieces_of_sound()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Raw);

        await client.SendAsync(FakeSpeech.Say(1));
        await client.SayAsync("""{"type":"KeepAlive"}""");
        await client.SendAsync(FakeSpeech.Say(2));
        await client.SayAsync(CloseStream);
        await client.UntilClosedAsync();

        Assert.Equal(["w1", "w2"], ListenResult.Of(client.Messages).Where(result => result.IsFinal).Select(result => result.Transcript));
    }

    [Fact]
    public async Task Connection_that_breaks_ends_the_session_with_all_it_had()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Interims);
        await client.SendAsync(FakeSpeech.Begin(1, 2, 3));
        await client.UntilAsync("Results");

        client.Abort();

        var id = client.Header("dg-request-id")!;
        await server.UntilAsync(async () => (await server.GetAsync($"/api/sessions/{id}")).GetProperty("state").GetString() == "finished");
        Assert.StartsWith("w1", (await server.CuesAsync(id)).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_server_refuses_and_keeps_nothing()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 1);
        await using var first = await ForeignSocket.ConnectAsync(server, Raw);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ForeignSocket.ConnectAsync(server, Raw));

        Assert.Equal(503, refused.Status);
        Assert.Single((await server.GetAsync("/api/sessions")).EnumerateArray());
    }

    [Fact]
    public async Task Session_that_somebody_finishes_ends_as_if_the_client_had()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Interims);
        await client.SendAsync(FakeSpeech.Begin(1, 2, 3));
        await client.UntilAsync("Results");

        using var finished = await server.Http.PostAsync($"/api/sessions/{client.Header("dg-request-id")}/finish", content: null);
        await client.UntilClosedAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Status);
        Assert.Equal("Metadata", client.Messages[^1].GetProperty("type").GetString());
    }
}
