using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>Files as OpenAI's clients send them.</summary>
public sealed class TranscriptionsTests
{
    private static readonly short[] Speech = [.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4, 5)];
    private static readonly string Text = FakeSpeech.Text(1, 2, 3, 4, 5);

    [Fact]
    public async Task Json_has_the_text()
    {
        await using var server = await TestServer.StartAsync();

        var answer = Json(await PostAsync(server, ("model", "whisper-1")));

        Assert.Equal(Text, answer.GetProperty("text").GetString());
        Assert.Equal(3, answer.GetProperty("usage").GetProperty("seconds").GetDouble());
    }

    [Fact]
    public async Task Verbose_json_has_segments_and_where_asked_for_words()
    {
        await using var server = await TestServer.StartAsync();

        var plain = Json(await PostAsync(server, ("response_format", "verbose_json")));
        var both = Json(await PostAsync(
            server, ("response_format", "verbose_json"), ("timestamp_granularities[]", "word"), ("timestamp_granularities[]", "segment")));
        var words = Json(await PostAsync(server, ("response_format", "verbose_json"), ("timestamp_granularities[]", "word")));

        Assert.Equal(("transcribe", "english"), (plain.GetProperty("task").GetString(), plain.GetProperty("language").GetString()));
        Assert.Equal(
            [FakeSpeech.Text(1, 2, 3), FakeSpeech.Text(4, 5)],
            plain.GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("text").GetString()));
        Assert.False(plain.TryGetProperty("words", out _));
        Assert.Equal(
            ["w1", "w2", "w3", "w4", "w5"],
            both.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("word").GetString()));
        Assert.True(both.TryGetProperty("segments", out _));
        Assert.False(words.TryGetProperty("segments", out _));
    }

    [Fact]
    public async Task Text_and_caption_files_come_as_they_are()
    {
        await using var server = await TestServer.StartAsync();

        var text = await PostAsync(server, ("response_format", "text"));
        var srt = await PostAsync(server, ("response_format", "srt"));
        var vtt = await PostAsync(server, ("response_format", "vtt"));

        Assert.Equal(Text + "\n", text.Body);
        Assert.StartsWith(
            "1\n00:00:00,000 --> ", srt.Body.Replace("\r", "", StringComparison.Ordinal).TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.StartsWith("WEBVTT", vtt.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diarized_json_says_who_speaks()
    {
        await using var server = await TestServer.StartAsync();

        var answer = Json(await PostAsync(server, ("response_format", "diarized_json")));

        var segments = answer.GetProperty("segments").EnumerateArray().ToList();
        Assert.Equal(2, segments.Count);
        Assert.All(segments, segment => Assert.Equal("A", segment.GetProperty("speaker").GetString()));
    }

    [Fact]
    public async Task Stream_has_what_is_said_piece_by_piece_and_then_all_of_it()
    {
        await using var server = await TestServer.StartAsync();

        var (_, type, body) = await PostAsync(server, ("stream", "true"));

        var events = new List<JsonElement>();
        await foreach (var item in SseParser.Create(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body))).EnumerateAsync())
        {
            events.Add(JsonDocument.Parse(item.Data).RootElement);
        }

        Assert.Equal("text/event-stream", type);
        Assert.Equal(
            ["transcript.text.delta", "transcript.text.delta", "transcript.text.done"],
            events.Select(message => message.GetProperty("type").GetString()));
        Assert.Equal(Text, string.Concat(events.SkipLast(1).Select(message => message.GetProperty("delta").GetString())));
        Assert.Equal(Text, events[^1].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Stream_of_what_cannot_be_read_ends_in_an_error()
    {
        await using var server = await TestServer.StartAsync();

        var (_, _, body) = await PostAsync(server, "no sound at all"u8.ToArray(), ("stream", "true"));

        Assert.Equal(
            "audio_unreadable",
            JsonDocument.Parse(body["data: ".Length..]).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Language_and_the_prompt_s_terms_are_the_session_s()
    {
        await using var server = await TestServer.StartAsync();

        await PostAsync(server, ("language", "de"), ("prompt", "Ann Smith, Bob; ."));

        var session = (await server.GetAsync("/api/sessions"))[0];
        Assert.Equal("de", session.GetProperty("language").GetString());
        Assert.Equal(["Ann Smith", "Bob"], session.GetProperty("keyterms").EnumerateArray().Select(term => term.GetString()));
    }

    [Theory]
    [InlineData("response_format", "xml", "response_format_invalid")]
    [InlineData("timestamp_granularities[]", "word", "timestamp_granularities_invalid")]
    [InlineData("language", "tlh", "language_unavailable")]
    [InlineData("stream", "perhaps", "stream_invalid")]
    public async Task What_cannot_be_had_is_refused_in_one_line_of_openai_s_shape(string name, string value, string code)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await PostAsync(server, (name, value));

        var error = Json(answer).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(("invalid_request_error", code), (error.GetProperty("type").GetString(), error.GetProperty("code").GetString()));
        Assert.DoesNotContain('\n', error.GetProperty("message").GetString()!);
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Data, "imports")));
    }

    [Fact]
    public async Task Body_that_is_no_form_and_a_form_without_file_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("whisper-1"), "model" } };

        using var noForm = await server.Http.PostAsync("/v1/audio/transcriptions", new StringContent("{}"));
        using var noFile = await server.Http.PostAsync("/v1/audio/transcriptions", form);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [noForm.StatusCode, noFile.StatusCode]);
        Assert.Contains("\"file_missing\"", await noFile.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stranger_is_told_so_in_openai_s_shape()
    {
        await using var server = await TestServer.StartAsync();
        await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Publish, expiresAt: null);

        var answer = await PostAsync(server, ("model", "whisper-1"));

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_api_key"), (answer.Status,
            Json(answer).GetProperty("error").GetProperty("code").GetString()));
    }

    private static JsonElement Json((HttpStatusCode Status, string? Type, string Body) answer) =>
        JsonDocument.Parse(answer.Body).RootElement;

    private static Task<(HttpStatusCode Status, string? Type, string Body)> PostAsync(
        TestServer server, params (string Name, string Value)[] fields) =>
        PostAsync(server, TestImports.Wav(Speech), fields);

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> PostAsync(
        TestServer server, byte[] file, params (string Name, string Value)[] fields)
    {
        using var form = TestImports.Form(file, "speech.wav", fields);
        using var response = await server.Http.PostAsync("/v1/audio/transcriptions", form);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }
}
