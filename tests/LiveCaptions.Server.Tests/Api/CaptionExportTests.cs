using System.Net;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Api;

public sealed class CaptionExportTests
{
    [Fact]
    public async Task Every_format_is_downloaded_with_its_type_and_read_back()
    {
        await using var server = await TestServer.StartAsync();
        var session = await SayAsync(server);
        foreach (var format in CueFormats.All)
        {
            using var answer = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.{format.Extension}");
            Assert.Equal((HttpStatusCode.OK, format.ContentType), (answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
            if (CaptionReaders.Find(format.Extension) is { } reader)
            {
                Assert.Equal(
                    FakeSpeech.Text(1, 2, 3),
                    string.Join(' ', reader.Read(await answer.Content.ReadAsByteArrayAsync()).Cues.SelectMany(cue => cue.Lines)));
            }
        }
    }

    [Fact]
    public async Task Options_of_a_format_are_in_the_query_and_a_wrong_one_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await SayAsync(server);

        Assert.Contains(
            "NOTE\nCaptions made automatically by LiveCaptions\n",
            await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt?note=provenance&speakers=colors"),
            StringComparison.Ordinal);
        Assert.Contains(
            "frameRate=\"25\"", await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.ttml?frameRate=25"),
            StringComparison.Ordinal);
        using var wrong = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt?speakers=bold");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("none, names, dashes, chevrons or colors", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_format_cannot_carry_is_told_in_a_header()
    {
        await using var server = await TestServer.StartAsync();
        var session = await SayAsync(server);
        var cue = (await session.CuesAsync())[0];
        using var corrected = await server.Http.PatchAsync(
            $"/api/sessions/{session.Id}/cues/{cue.Id}",
            new StringContent("""{"text":"Žižek"}""", System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);

        using var answer = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.scc");

        Assert.Contains(answer.Headers.GetValues("X-Caption-Warning"), warning =>
            warning.StartsWith("scc: CEA-608 has no \\u017D \\u017E;", StringComparison.Ordinal));
    }

    private static async Task<TestSession> SayAsync(TestServer server)
    {
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1, 2, 3));
        await publisher.CloseAsync();
        return session;
    }
}
