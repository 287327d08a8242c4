using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Translation;
using LiveCaptions.Server.Translation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class SecondPassTests
{
    private static readonly (string Name, string Value)[] On = [("SecondPass:Enabled", "true")];

    [Fact]
    public async Task Ended_session_is_recognised_again_and_exports_take_what_came_of_it()
    {
        await using var server = await TestServer.StartAsync(settings: On);
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1), FakeSpeech.Say(2));
        await UntilAsync(session, "done");

        var live = await CuesAsync(session, "?version=live");
        var publishing = await CuesAsync(session, "");
        Assert.All(live, cue => Assert.StartsWith("c", cue.GetProperty("id").GetString(), StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, publishing.Count).Select(n => $"p{n}"), publishing.Select(cue => cue.GetProperty("id").GetString()));
        Assert.Equal(Words(live), Words(publishing));
        Assert.Equal(FakeSpeech.Text(1, 2), Words(publishing));

        // What viewers saw stays what they saw.
        Assert.Equal(FakeSpeech.Text(1, 2), await session.TextAsync());
    }

    [Fact]
    public async Task What_a_person_wrote_live_is_what_is_published()
    {
        await using var server = await TestServer.StartAsync(settings: [.. On, ("Jobs:LeaseSeconds", "60")]);
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
            await server.UntilAsync(async () => await session.TextAsync() == FakeSpeech.Text(1, 2));
            var first = (await CuesAsync(session, "?version=live"))[0].GetProperty("id").GetString();
            using var corrected = await server.Http.PatchAsJsonAsync(
                $"/api/sessions/{session.Id}/cues/{first}", new { text = "As a person says." });
            Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
            await publisher.CloseAsync();
        }

        await UntilAsync(session, "done");
        var publishing = await CuesAsync(session, "");
        Assert.Equal($"As a person says. {FakeSpeech.Text(2)}", Words(publishing));
        Assert.True(publishing[0].GetProperty("edited").GetBoolean());
    }

    [Fact]
    public async Task What_a_person_translated_live_is_what_is_published()
    {
        await using var server = await TestServer.StartAsync(
            settings: [.. On, ("Jobs:LeaseSeconds", "60"), ("Translation:RequestSeconds", "120"), ("Translation:MaxLagSeconds", "120")],
            configure: builder => builder.Services.AddSingleton<ITranslator>(new FakeTranslator()));
        var session = await server.CreateSessionAsync(new { language = "en", targets = new[] { "fr" } });
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
            await server.UntilAsync(async () =>
                (await server.GetAsync($"/api/sessions/{session.Id}/cues?language=fr")).GetArrayLength() == 2);
            var first = (await CuesAsync(session, "?version=live"))[0].GetProperty("id").GetString();
            await new Corrector(session).CorrectAsync($"{first}?language=fr", new { text = "Un mot" });
            await publisher.CloseAsync();
        }

        await UntilAsync(session, "done");
        await server.UntilAsync(async () => (await CuesAsync(session, "?language=fr")).Count == 2);
        var published = (await CuesAsync(session, "?language=fr")).OrderBy(cue => cue.GetProperty("start").GetDouble()).ToList();

        Assert.Equal(["Un mot", "[fr] w2"], published.Select(cue => cue.GetProperty("text").GetString()));
        Assert.Equal(["p1.fr", "p2.fr"], published.Select(cue => cue.GetProperty("id").GetString()));
        Assert.True(published[0].GetProperty("edited").GetBoolean());
        Assert.False(published[0].TryGetProperty("stale", out _));
    }

    [Fact]
    public async Task Correction_acts_on_the_version_that_its_id_names_and_is_no_news_to_viewers()
    {
        await using var server = await TestServer.StartAsync(settings: On);
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        await UntilAsync(session, "done");
        using var corrected = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/p1", new { text = "For the record." });

        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        Assert.Equal("For the record.", Words(await CuesAsync(session, "")));
        Assert.Equal(FakeSpeech.Text(1), Words(await CuesAsync(session, "?version=live")));
        Assert.Equal(FakeSpeech.Text(1), await session.TextAsync());
    }

    [Fact]
    public async Task Killed_server_makes_it_when_it_starts_again()
    {
        string copy;
        TestSession session;
        await using (var killed = await TestServer.StartAsync(
            settings: [.. On, ("SecondPass:Concurrency", "1")], recognizer: new FakeRecognizer()))
        {
            session = await killed.PublishedAsync(new { }, FakeSpeech.Say(1));
            await session.UntilStateAsync("finished");
            copy = killed.CopyOfData();
        }

        await using var again = await TestServer.StartAsync(copy, settings: On);
        session = session with { Server = again };
        await UntilAsync(session, "done");
        Assert.Equal(FakeSpeech.Text(1), Words(await CuesAsync(session, "?version=publishing")));
    }

    [Fact]
    public async Task Session_without_recording_or_where_nobody_wants_it_is_published_as_it_was_live()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        await UntilAsync(session, "off");

        Assert.Equal(FakeSpeech.Text(1), Words(await CuesAsync(session, "")));
        using var none = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt?version=publishing");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var odd = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt?version=best");
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
    }

    [Fact]
    public async Task Profile_of_ones_own_is_a_setting_and_a_wrong_one_stops_the_start()
    {
        await using var server = await TestServer.StartAsync(settings: [("Publishing:Profiles:hall:LineWidth", "20")]);
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(Enumerable.Range(1, 12).ToArray()));
        await UntilAsync(session, "off");
        using var known = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt?profile=hall");
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        using var unknown = await server.Http.GetAsync($"/api/sessions/{session.Id}/captions.vtt?profile=cinema");
        Assert.Contains("default, netflix, youtube, bbc, hall", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestServer.StartAsync(settings: [("Publishing:Profiles:hall:LineWidth", "3")]));
        Assert.Contains("hall", fault.Message, StringComparison.Ordinal);
    }

    private static Task UntilAsync(TestSession session, string publishing) => session.Server.UntilAsync(async () =>
        (await session.Server.GetAsync($"/api/sessions/{session.Id}")).TryGetProperty("publishing", out var state)
        && state.GetString() == publishing);

    private static async Task<List<JsonElement>> CuesAsync(TestSession session, string query) =>
        [.. (await session.Server.GetAsync($"/api/sessions/{session.Id}/captions.json{query}")).GetProperty("cues").EnumerateArray()];

    private static string Words(IEnumerable<JsonElement> cues) => string.Join(' ', cues.Select(cue => cue.GetProperty("text").GetString()));
}
