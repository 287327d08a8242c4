using System.Net.WebSockets;
using System.Text.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>Live audio as OpenAI's clients send it.</summary>
public sealed class RealtimeListenTests
{
    private const string Address = "/v1/realtime?intent=transcription";
    private const string Delta = "conversation.item.input_audio_transcription.delta";
    private const string Completed = "conversation.item.input_audio_transcription.completed";

    [Fact]
    public async Task Turns_begin_with_speech_and_end_with_a_pause()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);
        await client.UntilAsync("session.created");
        await client.SayAsync("""{"type":"session.update","session":{"type":"transcription","audio":{"input":{"transcription":{"model":"whisper-1","language":"en"}}}}}""");
        var updated = await client.UntilAsync("session.updated");

        await AppendAsync(client, [.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3), .. FakeSpeech.Silence(1)]);
        var first = await client.UntilAsync(Completed);
        var second = await client.UntilAsync(Completed);

        Assert.Equal("en", updated.GetProperty("session").GetProperty("audio").GetProperty("input")
            .GetProperty("transcription").GetProperty("language").GetString());
        Assert.Equal(
            [FakeSpeech.Text(1, 2), FakeSpeech.Text(3)],
            [first.GetProperty("transcript").GetString(), second.GetProperty("transcript").GetString()]);
        var item = first.GetProperty("item_id").GetString();
        string[] ofFirst = [.. client.Messages.Where(message => message.TryGetProperty("item_id", out var id) && id.GetString() == item)
            .Select(message => message.GetProperty("type").GetString()!)];
        Assert.Equal(
            ["input_audio_buffer.speech_started", Delta, "input_audio_buffer.speech_stopped", "input_audio_buffer.committed", Completed],
            ofFirst);
        Assert.NotEqual(item, second.GetProperty("item_id").GetString());
    }

    [Fact]
    public async Task Client_may_end_turns_itself()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);
        await client.SayAsync("""{"type":"session.update","session":{"type":"transcription","audio":{"input":{"turn_detection":null}}}}""");

        await AppendAsync(client, [.. FakeSpeech.Say(1, 2), .. FakeSpeech.Begin(3)]);
        await client.SayAsync("""{"type":"input_audio_buffer.commit"}""");
        var completed = await client.UntilAsync(Completed);

        Assert.Equal(FakeSpeech.Text(1, 2, 3), completed.GetProperty("transcript").GetString());
        Assert.DoesNotContain(client.Messages, message => message.GetProperty("type").GetString() == "input_audio_buffer.speech_started");
    }

    [Fact]
    public async Task Turn_in_which_nothing_is_said_is_completed_without_words()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);
        await client.SayAsync("""{"type":"session.update","session":{"type":"transcription","audio":{"input":{"turn_detection":null}}}}""");

        await AppendAsync(client, FakeSpeech.Silence(1));
        await client.SayAsync("""{"type":"input_audio_buffer.commit"}""");

        Assert.Equal("", (await client.UntilAsync(Completed)).GetProperty("transcript").GetString());
    }

    [Fact]
    public async Task Older_clients_are_understood()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);

        await client.SayAsync("""{"type":"transcription_session.update","session":{"input_audio_format":"g711_ulaw","input_audio_transcription":{"model":"whisper-1","language":"de"},"turn_detection":{"type":"server_vad"}}}""");
        var updated = await client.UntilAsync("transcription_session.updated");

        var input = updated.GetProperty("session").GetProperty("audio").GetProperty("input");
        Assert.Equal(("audio/pcmu", "de"), (input.GetProperty("format").GetProperty("type").GetString(),
            input.GetProperty("transcription").GetProperty("language").GetString()));
    }

    [Theory]
    [InlineData("""{"type":"session.update","session":{"type":"realtime"}}""", "invalid_value")]
    [InlineData("""{"type":"session.update","session":{"audio":{"input":{"format":{"type":"audio/pcm","rate":16000}}}}}""",
        "invalid_value")]
    [InlineData("""{"type":"session.update"}""", "invalid_value")]
    [InlineData("""{"type":"input_audio_buffer.append","audio":"~"}""", "invalid_value")]
    [InlineData("""{"type":"input_audio_buffer.commit"}""", "input_audio_buffer_commit_empty")]
    [InlineData("""{"type":"response.create","event_id":"mine"}""", "unknown_event")]
    [InlineData("""[1]""", "unknown_event")]
    [InlineData("garbage", "invalid_json")]
    public async Task What_makes_no_sense_is_told_and_forgotten(string message, string code)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);

        await client.SayAsync(message);
        var error = (await client.UntilAsync("error")).GetProperty("error");
        await AppendAsync(client, [.. FakeSpeech.Say(1), .. FakeSpeech.Silence(1)]);

        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Equal("w1", (await client.UntilAsync(Completed)).GetProperty("transcript").GetString());
    }

    [Fact]
    public async Task Language_that_the_engine_does_not_speak_ends_it_with_the_reason()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);

        await client.SayAsync("""{"type":"session.update","session":{"audio":{"input":{"transcription":{"language":"tlh"}}}}}""");
        await AppendAsync(client, FakeSpeech.Say(1));
        var error = await client.UntilAsync("error");
        await client.UntilClosedAsync();

        Assert.Equal("language_unavailable", error.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Status);
        Assert.Empty((await server.GetAsync("/api/sessions")).EnumerateArray());
    }

    [Fact]
    public async Task Key_is_taken_from_the_subprotocols_of_browsers()
    {
        await using var server = await TestServer.StartAsync();
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);

        await using var client = await ForeignSocket.ConnectAsync(
            server, Address, authorization: null, "realtime", $"openai-insecure-api-key.{key}");
        var refused = await Assert.ThrowsAsync<RefusedException>(() =>
            ForeignSocket.ConnectAsync(server, Address, authorization: null, "realtime", "openai-insecure-api-key.lc_wrong"));

        Assert.Equal(("realtime", 401), (client.Protocol, refused.Status));
    }

    [Fact]
    public async Task Key_that_was_revoked_since_opens_no_session()
    {
        await using var server = await TestServer.StartAsync();
        var (issuer, store) = (server.Services.GetRequiredService<KeyIssuer>(), server.Services.GetRequiredService<KeyStore>());
        var key = await issuer.CreateAsync(KeyScope.Publish, expiresAt: null);
        var revoked = Assert.Single(await store.ListAsync()).Id;
        await issuer.CreateAsync(KeyScope.Admin, expiresAt: null);
        await using var client = await ForeignSocket.ConnectAsync(server, Address, $"Bearer {key}");
        await client.UntilAsync("session.created");

        await store.RevokeAsync(revoked, DateTimeOffset.UnixEpoch);
        await AppendAsync(client, FakeSpeech.Say(1));
        var error = await client.UntilAsync("error");
        await client.UntilClosedAsync();

        Assert.Equal("key_required", error.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Status);
        Assert.Empty(await server.Services.GetRequiredService<SessionDirectory>().ListAsync(10, before: null));
    }

    [Fact]
    public async Task Client_without_sound_is_sent_away_after_a_minute_whatever_it_says()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TestServer.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        await using var client = await ForeignSocket.ConnectAsync(server, Address);
        await client.UntilAsync("session.created");

        for (var passed = 0; passed < 60; passed += 20)
        {
            await client.SayAsync("""{"type":"session.update","session":{"type":"transcription"}}""");
            await client.UntilAsync("session.updated");
            time.Advance(TimeSpan.FromSeconds(20));
        }

        var error = await client.UntilAsync("error");
        await client.UntilClosedAsync();

        Assert.Equal("idle_timeout", error.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("model")]
    [InlineData("language")]
    [InlineData("prompt")]
    public async Task Text_that_is_longer_than_anybody_needs_is_refused(string name)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);

        var transcription = new Dictionary<string, string> { [name] = new('x', 10_001) };
        await client.SayAsync(
            JsonSerializer.Serialize(new { type = "session.update", session = new { audio = new { input = new { transcription } } } }));

        Assert.Equal("invalid_value", (await client.UntilAsync("error")).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Client_that_hangs_up_ends_the_session()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await ForeignSocket.ConnectAsync(server, Address);
        await AppendAsync(client, FakeSpeech.Begin(1, 2));
        await server.UntilAsync(async () => (await server.GetAsync("/api/sessions")).GetArrayLength() == 1);

        client.Abort();

        await server.UntilAsync(async () => (await server.GetAsync("/api/sessions"))[0].GetProperty("state").GetString() == "finished");
        Assert.Equal(1, (await server.GetAsync("/api/sessions"))[0].GetProperty("cueCount").GetInt32());
    }

    /// <summary>At 24 kHz, as the protocol has it: every second sample twice.</summary>
    private static Task AppendAsync(ForeignSocket client, short[] samples)
    {
        short[] faster = [.. Enumerable.Range(0, samples.Length * 3 / 2).Select(i => samples[i * 2 / 3])];
        return client.SayAsync(
            JsonSerializer.Serialize(new { type = "input_audio_buffer.append", audio = Convert.ToBase64String(FakeSpeech.Bytes(faster)) }));
    }
}
