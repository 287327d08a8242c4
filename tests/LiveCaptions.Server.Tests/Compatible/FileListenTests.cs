using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>Files as Deepgram's clients send them.</summary>
public sealed class FileListenTests
{
    [Fact]
    public async Task Body_with_a_container_is_answered_with_all_that_is_said_in_it()
    {
        await using var server = await TestServer.StartAsync();

        var (status, answer) = await PostAsync(
            server, "?utterances=true", TestImports.Wav([.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4)]));

        Assert.Equal(HttpStatusCode.OK, status);
        var alternative = Alternative(answer);
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4), alternative.GetProperty("transcript").GetString());
        Assert.Equal(
            ["w1", "w2", "w3", "w4"],
            alternative.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.Equal([FakeSpeech.Text(1, 2, 3), FakeSpeech.Text(4)], answer.GetProperty("results").GetProperty("utterances")
            .EnumerateArray().Select(utterance => utterance.GetProperty("transcript").GetString()));
        Assert.Equal(2.2, answer.GetProperty("metadata").GetProperty("duration").GetDouble(), 0.01);
        var session = await server.GetAsync($"/api/sessions/{answer.GetProperty("metadata").GetProperty("request_id").GetString()}");
        Assert.Equal("finished", session.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Raw_sound_is_taken_where_its_encoding_is_named()
    {
        await using var server = await TestServer.StartAsync();

        var (_, answer) = await PostAsync(server, "?encoding=linear16&sample_rate=16000", FakeSpeech.Bytes(FakeSpeech.Say(1, 2)));

        Assert.Equal(FakeSpeech.Text(1, 2), Alternative(answer).GetProperty("transcript").GetString());
    }

    [Fact]
    public async Task Telephone_sound_is_expanded()
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { HearsAnything = true });

        // 0x80 and 0x00 are the loudest samples of either sign.
        byte[] loud =
        [
            .. Enumerable.Range(0, 8_000).Select(i => (byte)(i / 8 % 2 == 0 ? 0x80 : 0x00)), .. Enumerable.Repeat((byte)0xFF, 8_000)
        ];
        var (status, answer) = await PostAsync(server, "?encoding=mulaw&sample_rate=8000", loud);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEmpty(Alternative(answer).GetProperty("transcript").GetString()!);
    }

    [Fact]
    public async Task Channels_of_stereo_are_heard_each_for_itself()
    {
        await using var server = await TestServer.StartAsync();

        var (_, answer) = await PostAsync(
            server, "?multichannel=true", TestImports.Wav(FakeSpeech.Say(1, 2), [.. FakeSpeech.Silence(1), .. FakeSpeech.Say(3)]));

        Assert.Equal(["w1 w2", "w3"], answer.GetProperty("results").GetProperty("channels").EnumerateArray().Select(channel =>
            channel.GetProperty("alternatives")[0].GetProperty("transcript").GetString()));
    }

    [Fact]
    public async Task What_is_no_sound_is_refused_in_deepgram_s_shape()
    {
        await using var server = await TestServer.StartAsync();

        var (status, answer) = await PostAsync(server, "", "no sound at all"u8.ToArray());

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("audio_unreadable", answer.GetProperty("code").GetString());
        Assert.DoesNotContain('\n', answer.GetProperty("err_msg").GetString()!);
    }

    [Fact]
    public async Task Address_in_the_body_goes_through_the_policy_of_all_that_is_connected_to()
    {
        await using var server = await TestServer.StartAsync();

        var (status, answer) = await PostAsync(
            server, "", Encoding.UTF8.GetBytes($$"""{"url":"{{server.Address}}sound.wav","live":true}"""), "application/json");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("address_refused", answer.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Body_that_is_too_large_is_refused()
    {
        await using var server = await TestServer.StartAsync(settings: ("Import:MaxMegabytes", "1"));

        var (status, answer) = await PostAsync(server, "", new byte[2 * 1024 * 1024]);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE"), (status, answer.GetProperty("err_code").GetString()));
    }

    [Fact]
    public async Task Stranger_is_told_so_in_deepgram_s_shape()
    {
        await using var server = await TestServer.StartAsync();
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);

        var (status, answer) = await PostAsync(server, "", TestImports.Wav(FakeSpeech.Say(1)));

        Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_AUTH"), (status, answer.GetProperty("err_code").GetString()));
    }

    [Fact]
    public async Task Client_that_no_longer_waits_ends_the_import()
    {
        var engaged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer
        {
            BeforeFrame = (_, stop) =>
            {
                engaged.TrySetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            },
        });
        using var leave = new CancellationTokenSource();
        var waiting = server.Http.PostAsync("/v1/listen", new ByteArrayContent(TestImports.Wav(FakeSpeech.Say(1))), leave.Token);
        await engaged.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await server.UntilAsync(async () => (await server.GetAsync("/api/sessions"))[0].GetProperty("state").GetString() == "finishing");
    }

    private static JsonElement Alternative(JsonElement answer) =>
        answer.GetProperty("results").GetProperty("channels")[0].GetProperty("alternatives")[0];

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(
        TestServer server, string query, byte[] body, string type = "application/octet-stream")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await server.Http.PostAsync($"/v1/listen{query}", content);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.Clone());
    }
}
