using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class ReviewTests
{
    private static readonly (string Name, string Value)[] Voting =
        [("SecondPass:Enabled", "true"), ("SecondPass:Ensemble:0", "auto"), ("SecondPass:Ensemble:1", "spare")];

    [Fact]
    public async Task Engines_vote_on_what_is_published_and_where_they_differ_a_person_is_to_look()
    {
        await using var engines = new EnginesServer(
            new FakeRecognizer { ConfidenceOf = word => word == 2 ? 0.2f : 0.95f },
            new FakeRecognizer { Name = "spare", NameOf = word => word is 2 or 4 ? $"other{word}" : $"w{word}", ConfidenceOf = _ => 0.9f });
        var server = await engines.StartAsync(settings: Voting);
        var session = await server.PublishedAsync(new { diarization = false }, FakeSpeech.Say(1, 2, 3), FakeSpeech.Say(4, 5));
        await UntilAsync(session, "done");

        // Of the second word the other engine is surer, of the fourth this one.
        Assert.Equal("w1 w2 w3 w4 w5", await session.TextAsync());
        Assert.Equal("w1 other2 w3 w4 w5", await PublishedAsync(session));
        var items = await ReviewAsync(session);
        Assert.Equal(["other2", "w4"], items.Select(item => item.GetProperty("text").GetString()));
        Assert.Equal(
            [("w2", "fake"), ("other4", "spare")],
            items.Select(item => item.GetProperty("alternatives")[0])
                .Select(other => (other.GetProperty("text").GetString(), other.GetProperty("engine").GetString())));
        Assert.Equal("p1", items[0].GetProperty("cueId").GetString());
        Assert.InRange(items[0].GetProperty("start").GetDouble(), 0.2, 0.3);
        Assert.InRange(items[0].GetProperty("confidence").GetDouble(), 0.3, 0.5);
        Assert.Equal("other2", Assert.Single(await ReviewAsync(session, "?limit=1&order=worst")).GetProperty("text").GetString());

        // What is corrected leaves the list, with what else was heard there.
        using var corrected = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/p1", new { text = "w1 two w3" });
        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        Assert.Equal("w4", Assert.Single(await ReviewAsync(session)).GetProperty("text").GetString());

        using var deleted = await server.Http.DeleteAsync($"/api/sessions/{session.Id}/cues/{items[1].GetProperty("cueId").GetString()}");
        Assert.Empty(await ReviewAsync(session));
    }

    [Fact]
    public async Task Session_may_ask_for_its_ensemble_or_for_none()
    {
        await using var engines = new EnginesServer(
            new FakeRecognizer { ConfidenceOf = _ => 0.5f }, new FakeRecognizer { Name = "spare", NameOf = word => $"other{word}" });
        var server = await engines.StartAsync(settings: Voting);
        var alone = await server.PublishedAsync(new { ensemble = Array.Empty<string>() }, FakeSpeech.Say(1));
        var lead = await server.PublishedAsync(new { ensemble = new[] { "spare", "fake" } }, FakeSpeech.Say(1));
        await UntilAsync(alone, "done");
        await UntilAsync(lead, "done");

        // One engine's confidences tell by themselves.
        Assert.Equal("w1", await PublishedAsync(alone));
        var item = Assert.Single(await ReviewAsync(alone));
        Assert.Equal(("w1", 0), (item.GetProperty("text").GetString(), item.GetProperty("alternatives").GetArrayLength()));
        Assert.Equal("other1", await PublishedAsync(lead));
        Assert.Equal("spare", (await lead.ViewAsync()).GetProperty("ensemble")[0].GetString());
    }

    [Fact]
    public async Task Where_something_is_redacted_one_engine_alone_hears_it()
    {
        await using var engines = new EnginesServer(spare: new FakeRecognizer { Name = "spare", NameOf = word => $"other{word}" });
        var server = await engines.StartAsync(settings: Voting);
        var session = await server.PublishedAsync(new { formatting = new { redactWords = new[] { "w1" } } }, FakeSpeech.Say(1));
        await UntilAsync(session, "done");

        Assert.Empty(engines.Spare.Asked);
    }

    [Fact]
    public async Task Ensemble_that_cannot_be_is_refused()
    {
        await using var engines = new EnginesServer();
        var server = await engines.StartAsync();
        foreach (var ensemble in new string[][] { ["nobody"], ["fake", "fake"], ["fake", "spare", "fake", "spare", "fake"] })
        {
            using var refused = await server.Http.PostAsJsonAsync("/api/sessions", new { ensemble });
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("ensemble_invalid", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestServer.StartAsync(settings: ("SecondPass:Ensemble:0", "moonshine-huge")));
        Assert.Contains("SecondPass:Ensemble: 'moonshine-huge'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_questions_are_told_so()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        foreach (var (path, status) in new[]
        {
            ($"{session.Id}/review?limit=0", 400), ($"{session.Id}/review?limit=1001", 400), ($"{session.Id}/review?order=best", 400),
            ("nobody/review", 404), ($"{session.Id}/review", 200)
        })
        {
            using var answer = await server.Http.GetAsync($"/api/sessions/{path}");
            Assert.Equal((path, status), (path, (int)answer.StatusCode));
        }
    }

    private static Task UntilAsync(TestSession session, string publishing) => session.Server.UntilAsync(async () =>
        (await session.Server.GetAsync($"/api/sessions/{session.Id}")).TryGetProperty("publishing", out var state)
        && state.GetString() == publishing);

    private static async Task<string> PublishedAsync(TestSession session) => string.Join(
        ' ', (await session.Server.GetAsync($"/api/sessions/{session.Id}/captions.json")).GetProperty("cues").EnumerateArray()
            .Select(cue => cue.GetProperty("text").GetString()));

    private static async Task<List<JsonElement>> ReviewAsync(TestSession session, string query = "") =>
        [.. (await session.Server.GetAsync($"/api/sessions/{session.Id}/review{query}")).GetProperty("items").EnumerateArray()];
}
