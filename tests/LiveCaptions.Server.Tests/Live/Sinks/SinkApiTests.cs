using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Live.Sinks;

public sealed class SinkApiTests
{
    private const string Nowhere = "127.0.0.1:1";

    [Theory]
    [InlineData("x", "{}", 400, "sink_type_invalid")]
    [InlineData("x", """{"type":"youtube"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"file:///etc/passwd"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://user:pass@host/"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://127.0.0.1:5080/api/sessions"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://169.254.169.254/closedcaption?cid=x"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://upload.youtube.com.example.test/closedcaption?cid=x"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://notyoutube.com/closedcaption?cid=x"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://upload.youtube.com:22/closedcaption?cid=x"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://upload.youtube.com/redirect?cid=x"}""", 400, "url_invalid")]
    [InlineData("x", """{"type":"obs"}""", 400, "address_invalid")]
    [InlineData("x", """{"type":"obs","address":"http://host"}""", 400, "address_invalid")]
    [InlineData("x", """{"type":"obs","address":"host","delay":61}""", 400, "delay_invalid")]
    [InlineData("x", """{"type":"obs","address":"host","delay":-1}""", 400, "delay_invalid")]
    [InlineData("x", """{"type":"youtube","url":"http://upload.youtube.com/closedcaption?cid=x","seq":-1}""", 400, "seq_invalid")]
    [InlineData("a b", """{"type":"obs","address":"host"}""", 400, "sink_id_invalid")]
    [InlineData("x", """{"type":"twitch"}""", 400, null)]
    public async Task Request_that_cannot_be_met_is_a_problem(string id, string body, int status, string? code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await server.Http.PutAsync(new Uri($"/api/sessions/{session.Id}/sinks/{id}", UriKind.Relative), content);

        await Answers.AssertProblemAsync(response, status, code);
    }

    [Fact]
    public async Task Sinks_are_put_listed_changed_and_deleted()
    {
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();

        using (var first = await server.Http.PutAsJsonAsync(
            $"/api/sessions/{session.Id}/sinks/one", new { type = "obs", address = Nowhere, delay = 1.5 }))
        {
            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        }

        using (var again = await server.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/sinks/one", new { interims = false }))
        {
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        }

        await server.PutSinkAsync(session.Id, "two", new { type = "youtube", url = $"http://{Nowhere}/closedcaption?cid=secret-key" });
        var sinks = (await server.GetAsync($"/api/sessions/{session.Id}/sinks")).EnumerateArray().ToList();
        Assert.Equal(["one", "two"], sinks.Select(s => s.GetProperty("id").GetString()));
        Assert.Equal(1.5, sinks[0].GetProperty("delay").GetDouble());
        Assert.False(sinks[0].GetProperty("interims").GetBoolean());
        Assert.Equal($"ws://{Nowhere}/", sinks[0].GetProperty("address").GetString());
        Assert.Equal($"http://{Nowhere}/…", sinks[1].GetProperty("address").GetString());

        using (var deleted = await server.Http.DeleteAsync(new Uri($"/api/sessions/{session.Id}/sinks/one", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }

        using var missing = await server.Http.GetAsync(new Uri($"/api/sessions/{session.Id}/sinks/one", UriKind.Relative));
        await Answers.AssertProblemAsync(missing, 404, "sink_not_found");
    }

    [Fact]
    public async Task Port_of_OBS_need_not_be_said()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var sink = await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = "127.0.0.2" });
        Assert.Equal("ws://127.0.0.2:4455/", sink.GetProperty("address").GetString());
    }

    [Fact]
    public async Task Sinks_are_the_admins_business()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { @public = true });
        var view = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null);
        server.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", view);

        using var listed = await server.Http.GetAsync(new Uri($"/api/sessions/{session.Id}/sinks", UriKind.Relative));
        using var put = await server.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/sinks/x", new { type = "obs", address = Nowhere });
        using var deleted = await server.Http.DeleteAsync(new Uri($"/api/sessions/{session.Id}/sinks/x", UriKind.Relative));

        Assert.All([listed, put, deleted], response => Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode));
    }

    [Fact]
    public async Task Ended_session_and_one_that_is_not_there_take_no_sinks_and_too_many_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        for (var i = 0; i < 8; i++)
        {
            await server.PutSinkAsync(session.Id, $"s{i}", new { type = "obs", address = Nowhere });
        }

        using var ninth = await server.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/sinks/s8", new { type = "obs", address = Nowhere });
        await Answers.AssertProblemAsync(ninth, 409, "too_many_sinks");

        await server.Http.PostAsync(new Uri($"/api/sessions/{session.Id}/finish", UriKind.Relative), content: null);
        using var late = await server.Http.PutAsJsonAsync($"/api/sessions/{session.Id}/sinks/s0", new { type = "obs", address = Nowhere });
        await Answers.AssertProblemAsync(late, 409, "session_ended");

        using var nowhere = await server.Http.GetAsync(new Uri("/api/sessions/nothere/sinks", UriKind.Relative));
        await Answers.AssertProblemAsync(nowhere, 404, "session_not_found");
    }

    [Fact]
    public async Task Requests_that_come_together_make_no_more_sinks_than_there_may_be()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var response = await server.Http.PutAsJsonAsync(
                $"/api/sessions/{session.Id}/sinks/s{i}", new { type = "obs", address = Nowhere });
            return response.StatusCode;
        }));

        Assert.Equal(8, answers.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(8, (await server.GetAsync($"/api/sessions/{session.Id}/sinks")).GetArrayLength());
    }

    [Fact]
    public async Task Deleted_session_takes_its_sinks_with_it()
    {
        await using var obs = await FakeObs.StartAsync();
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "obs", new { type = "obs", address = obs.Address });
        await server.UntilStateAsync(session.Id, "obs", "live");

        await server.Http.DeleteAsync(new Uri($"/api/sessions/{session.Id}", UriKind.Relative));

        var metrics = "";
        await SinkClient.UntilAsync(
            async () => (metrics = await server.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n').Any(IsNoSink),
            () => metrics);

        // With or without labels and a unit in the name, as the exporter has it.
        static bool IsNoSink(string line) =>
            line.StartsWith("livecaptions_sinks_live", StringComparison.Ordinal) && line.Contains(" 0", StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAPI_describes_sinks()
    {
        await using var server = await TestServer.StartAsync();
        var paths = (await server.GetAsync("/openapi/v1.json")).GetProperty("paths");
        Assert.True(paths.GetProperty("/api/sessions/{id}/sinks/{sinkId}").TryGetProperty("put", out _));
        Assert.True(paths.GetProperty("/api/sessions/{id}/sinks").TryGetProperty("get", out _));
    }
}
