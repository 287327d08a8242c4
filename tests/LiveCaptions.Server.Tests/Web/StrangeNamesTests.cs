using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Web;

/// <summary>Every door through which a stranger's name, title or language gets in.</summary>
public sealed class StrangeNamesTests
{
    private const string Strange = "\u001b[2JAnn\r\n\u202eBee\u200b\u0000\u2028";
    private const string Clean = "[2JAnn Bee";

    [Fact]
    public async Task Title_and_keyterms_are_cleaned()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { title = Strange, keyterms = new[] { Strange } });
        Assert.Equal(Clean, session.Created.GetProperty("title").GetString());
        Assert.Equal(Clean, (await session.ViewAsync()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Keyterm_of_nothing_visible_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.PostAsJsonAsync("/api/sessions", new { keyterms = new[] { "\u202e\u200b" } });
        await Answers.AssertProblemAsync(response, 400, "keyterms_invalid");
    }

    [Theory]
    [InlineData("en\",URI=\"https://evil.example/x")]
    [InlineData("en\n#EXT-X-ENDLIST")]
    [InlineData("en-US;q=1")]
    public async Task Language_that_is_no_tag_is_refused_when_creating_and_when_importing(string language)
    {
        await using var server = await TestServer.StartAsync();
        using var created = await server.Http.PostAsJsonAsync("/api/sessions", new { language });
        await Answers.AssertProblemAsync(created, 400, "language_invalid");

        var (status, code, _) = await server.RefusedAsync(
            TestImports.Form(TestImports.Wav(FakeSpeech.Say(1)), "a.wav", ("language", language)));
        Assert.Equal((400, "language_invalid"), (status, code));
        Assert.Empty((await server.GetAsync("/api/sessions")).EnumerateArray());
    }

    [Fact]
    public async Task Language_of_900_kB_is_refused_in_few_words()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.PostAsJsonAsync("/api/sessions", new { language = $"en-{new string('a', 900_000)}" });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1, 1_000);
    }

    [Fact]
    public async Task Speaker_of_a_publisher_is_cleaned_by_websocket_and_split()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync($"&speaker={Uri.EscapeDataString(Strange)}"))
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        Assert.Equal(
            Clean, Assert.Single((await session.ViewAsync()).GetProperty("speakers").EnumerateArray()).GetProperty("label").GetString());

        var split = await server.CreateSessionAsync();
        await using var both = await split.PublishAsync($"&channels=2&split=true&speaker={Uri.EscapeDataString(Strange)},Cid%1b");
        Assert.Equal(
            [Clean, "Cid"],
            (await split.ViewAsync()).GetProperty("speakers").EnumerateArray().Select(s => s.GetProperty("label").GetString()));
    }

    [Fact]
    public void Speaker_in_an_rtmp_stream_name_is_cleaned()
    {
        var (_, speaker, refusal) = LiveCaptions.Server.Ingest.Rtmp.RtmpStreamName.Parse($"key?speaker={Uri.EscapeDataString(Strange)}");
        Assert.Null(refusal);
        Assert.Equal(Clean, speaker);
    }

    [Fact]
    public async Task Label_of_a_speaker_is_cleaned_and_needs_something_to_see()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync("&speaker=Ann"))
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        var id = Assert.Single((await session.ViewAsync()).GetProperty("speakers").EnumerateArray()).GetProperty("id").GetString();
        using var renamed = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/speakers/{id}", new { label = Strange });
        Assert.Equal(Clean, (await renamed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("label").GetString());
        using var empty = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/speakers/{id}", new { label = "\u202e\u200d" });
        await Answers.AssertProblemAsync(empty, 400, "label_invalid");
        using var text = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/c1", new { text = "\u2066\u200b\u2069" });
        await Answers.AssertProblemAsync(text, 400, "text_invalid");
    }

    [Fact]
    public async Task Names_of_uploads_and_of_their_channels_are_cleaned()
    {
        await using var server = await TestServer.StartAsync();
        var name = $"a/b\\{Strange}.wav";
        var form = new MultipartFormDataContent
        {
            { new StringContent("true"), "splitChannels" }, { new StringContent($"{Strange},Cid\u001b"), "speakers" }
        };
        var file = new ByteArrayContent(TestImports.Wav(FakeSpeech.Say(1), FakeSpeech.Say(2)));
        file.Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}");
        form.Add(file);

        var session = await server.ImportAsync(form);
        await session.UntilStateAsync("finished");

        var view = await session.ViewAsync();
        Assert.Equal($"{Clean} .wav", view.GetProperty("source").GetString());
        Assert.Equal(Clean, view.GetProperty("title").GetString());
        Assert.Equal([Clean, "Cid"], view.GetProperty("speakers").EnumerateArray().Select(s => s.GetProperty("label").GetString()));
    }

    [Theory]
    [InlineData("%22Why%22 100%.wav", "\"Why\" 100%.wav", "\"Why\" 100%")]
    [InlineData("100%25 %41%0D%0Ab.wav", "100%25 %41 b.wav", "100%25 %41 b")]
    [InlineData(@"curl\""s \\ one.wav", " one.wav", " one")]
    [InlineData(@"C:\Talks\Dr. Smith", "Dr. Smith", "Dr. Smith")]
    [InlineData("Grüße.wav", "Grüße.wav", "Grüße")]
    public async Task Name_of_an_upload_is_as_its_owner_has_it(string sent, string source, string title)
    {
        await using var server = await TestServer.StartAsync();
        var wav = TestImports.Wav(FakeSpeech.Say(1));
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{sent}\"\r\n\r\n"),
            .. wav, .. "\r\n--b--\r\n"u8
        ];
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=b");

        var session = await server.ImportAsync(content);

        Assert.Equal((source.Trim(), title.Trim()), ((await session.ViewAsync()).GetProperty("source").GetString(),
            (await session.ViewAsync()).GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData("http://a/x%0a%23EXT-X-ENDLIST")]
    [InlineData("http://a/%0d%0ahttp://b/?%22,URI=%22")]
    [InlineData("http://a/?%E2%80%A8%E2%80%AE")]
    public async Task Address_of_a_video_stays_one_line_of_a_playlist(string video)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        var playlist = await server.Http.GetStringAsync($"/api/sessions/{session.Id}/hls/master.m3u8?video={video}");

        var lines = playlist.TrimEnd('\n').Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("http://a/", lines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(playlist, letter => letter > '~' || (char.IsControl(letter) && letter != '\n'));
    }

    [Theory]
    [InlineData("a%0a")]
    [InlineData("a%0d")]
    [InlineData("%E2%80%AEa")]
    public async Task Id_of_a_sink_is_letters_to_its_very_end(string id)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var body = new StringContent("""{"type":"obs","address":"127.0.0.1:4455"}""", Encoding.UTF8, "application/json");
        using var response = await server.Http.PutAsync($"/api/sessions/{session.Id}/sinks/{id}", body);
        await Answers.AssertProblemAsync(response, 400, "sink_id_invalid");
    }

    [Fact]
    public async Task Ids_are_repeated_cleaned_and_cut()
    {
        await using var server = await TestServer.StartAsync();
        using var response = await server.Http.GetAsync($"/api/sessions/%1b%E2%80%AE{new string('x', 4_000)}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var detail = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
        Assert.InRange(detail.Length, 1, 120);
        Assert.DoesNotContain(detail, letter => char.IsControl(letter) || letter == '\u202e');
    }
}
