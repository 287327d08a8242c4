using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>Several engines in one server, and who may use them.</summary>
public sealed class EnginesTests
{
    [Fact]
    public async Task Session_asks_for_an_engine_that_is_allowed_and_it_is_loaded_then()
    {
        await using var engines = new EnginesServer();
        var server = await engines.StartAsync();
        Assert.Equal(("ready", "idle", 0), (await engines.StateOfAsync("fake"), await engines.StateOfAsync("spare"), engines.Loads));

        var one = await server.PublishedAsync(new { engine = "spare" }, FakeSpeech.Say(1, 2));
        var other = await server.PublishedAsync(new { engines = new[] { "spare", "fake" } }, FakeSpeech.Say(3));
        var own = await server.PublishedAsync(new { engine = "auto" }, FakeSpeech.Say(4));

        Assert.Equal(("w1 w2", "w3", "w4"), (await one.TextAsync(), await other.TextAsync(), await own.TextAsync()));
        Assert.Equal((2, 1, 1), (engines.Spare.Asked.Count, engines.First.Asked.Count, engines.Loads));
        Assert.Equal("spare", one.Created.GetProperty("engine").GetString());
        Assert.Equal("fake", own.Created.GetProperty("engine").GetString());
        Assert.False((await own.ViewAsync()).TryGetProperty("engines", out _));
        var spare = await engines.EngineAsync("spare");
        Assert.Equal("ready", spare.GetProperty("state").GetString());
        var heard = (FakeSpeech.Say(1, 2).Length + FakeSpeech.Say(3).Length) / 16_000d;
        Assert.Equal(heard, spare.GetProperty("audioSeconds").GetDouble(), 2e-3);
        Assert.Equal(10, spare.GetProperty("maxStreams").GetInt32());
    }

    [Fact]
    public async Task What_sessions_may_not_ask_for_is_refused_with_what_they_may()
    {
        await using var engines = new EnginesServer();
        await engines.StartAsync();

        await RefusedAsync(engines, new { engines = Array.Empty<string>() }, "engines_invalid", "1 to 5");
        await RefusedAsync(engines, new { engines = new[] { "fake", "spare", "a", "b", "c", "d" } }, "engines_invalid", "1 to 5");
        await RefusedAsync(engines, new { engines = new[] { "fake", "fake" } }, "engines_invalid", "twice");
        await RefusedAsync(engines, new { engines = new[] { "fake", "auto" } }, "engines_invalid", "stands alone");
        await RefusedAsync(engines, new { engine = "fake", engines = new[] { "spare" } }, "engines_invalid", "not both");
        await RefusedAsync(engines, new { engines = new[] { "fake", "forbidden" } }, "engine_unavailable", "may not use");
        await RefusedAsync(engines, new { engine = "deepspeech" }, "engine_unavailable", "There is no engine 'deepspeech'");
        await RefusedAsync(engines, new { engine = "whisper:/etc/passwd" }, "engine_unavailable", "fake, spare");
        await RefusedAsync(engines, new { engines = new[] { "spare", "fake" }, language = "fr" }, "language_unavailable", "'spare'");
    }

    [Fact]
    public async Task Language_auto_is_taken_where_the_engine_finds_it_out_and_refused_where_not()
    {
        await using var engines = new EnginesServer { SpareDetectsLanguage = true };
        var server = await engines.StartAsync();

        await RefusedAsync(engines, new { language = "auto" }, "language_unavailable", "'fake' does not find out the language. Name it");
        await RefusedAsync(engines, new { engines = new[] { "spare", "fake" }, language = "auto" }, "language_unavailable", "'fake'");
        await RefusedAsync(engines, new { engines = new[] { "auto" }, language = "auto" }, "language_unavailable", "name engines");
        var session = await server.PublishedAsync(new { engine = "spare", language = "auto" }, FakeSpeech.Say(1));

        Assert.Equal("w1", await session.TextAsync());
        Assert.Null(Assert.Single(engines.Spare.Asked).Language);
        Assert.False(session.Created.TryGetProperty("language", out var language) && language.ValueKind == JsonValueKind.String);
    }

    [Fact]
    public async Task Languages_that_may_be_spoken_are_what_cues_are_in_and_the_engine_is_told()
    {
        // Words below 50 are English, of 50 and more German, of 90 and more Dutch, ten letters each.
        var spare = new FakeRecognizer
        {
            Name = "spare",
            NameOf = n => $"wordnumber{n}",
            LanguageOf = words => words.FirstOrDefault()?.Text["wordnumber".Length..] switch
            {
                null => null,
                [>= '9', _] => "nl",
                [>= '5', _] => "de",
                _ => "en",
            },
        };
        await using var engines = new EnginesServer(spare: spare) { SpareDetectsLanguage = true };
        var server = await engines.StartAsync();
        var request = new { engine = "spare", language = "auto", languages = new[] { "EN", "de" } };
        int[][] said = [[1, 2, 3], [50], [4, 5], [51, 52, 53], [54, 55], [90, 91, 92]];
        var session = await server.PublishedAsync(request, [.. said.Select(words => FakeSpeech.Say(words))]);

        var languages = (await session.CuesAsync()).Select(cue => cue.Language).ToList();
        Assert.Equal(["en", "en", "en", "de", "de"], languages.Take(5));
        Assert.Contains(languages[5], new[] { "en", "de" });
        Assert.Equal(["en", "de"], Assert.Single(engines.Spare.Asked).Languages);
        Assert.Equal(["en", "de"], (await session.ViewAsync()).GetProperty("languages").EnumerateArray().Select(tag => tag.GetString()));
    }

    [Fact]
    public async Task Languages_are_found_by_the_words_where_the_engine_does_not_say_which()
    {
        string[] words = ["Der", "Zug", "zum", "Hafen", "fährt", "jeden", "Morgen", "um", "sieben", "Uhr", "ab"];
        var spare = new FakeRecognizer { Name = "spare", LanguageOf = _ => null, NameOf = n => words[n - 1] };
        await using var engines = new EnginesServer(spare: spare) { SpareDetectsLanguage = true };
        var server = await engines.StartAsync();
        var session = await server.PublishedAsync(
            new { engine = "spare", language = "auto" }, FakeSpeech.Say([.. Enumerable.Range(1, words.Length)]));

        Assert.Equal(["de"], (await session.CuesAsync()).Select(cue => cue.Language).Distinct());
    }

    [Fact]
    public async Task Languages_that_cannot_be_told_apart_are_refused()
    {
        await using var engines = new EnginesServer { SpareDetectsLanguage = true };
        await engines.StartAsync();
        string[] both = ["en", "de"];

        string[] many = [.. Enumerable.Range(0, 11).Select(n => $"a{(char)('a' + n)}")];
        foreach (var wrong in new string[][] { [], ["en"], ["en", "EN"], ["en", "no tag"], many })
        {
            await RefusedAsync(engines, new { engine = "spare", languages = wrong }, "languages_invalid", "2 to 10");
        }

        await RefusedAsync(engines, new { engine = "spare", language = "en", languages = both }, "languages_invalid", "language 'auto'");
        await RefusedAsync(engines, new { engines = new[] { "auto" }, languages = both }, "languages_invalid", "name engines");
        await RefusedAsync(engines, new { languages = both }, "language_unavailable", "'fake' does not find out");
        await RefusedAsync(
            engines, new { engine = "spare", languages = new[] { "en", "fr" } }, "language_unavailable", "'spare' recognises en, de");
    }

    [Fact]
    public async Task Engine_that_cannot_be_loaded_is_told_and_the_next_one_hears_the_session()
    {
        await using var engines = new EnginesServer { LoadingFails = new InvalidDataException("no model in /a/path/that/nobody/may/see") };
        var server = await engines.StartAsync();
        var session = await server.PublishedAsync(new { engines = new[] { "spare", "fake" } }, FakeSpeech.Say(1), FakeSpeech.Say(2));

        Assert.Equal("w1 w2", await session.TextAsync());
        var view = await session.ViewAsync();
        Assert.Equal("fake", view.GetProperty("engine").GetString());
        Assert.Equal(
            "spare could not be loaded; fake is next of the session's engines.",
            view.GetProperty("notices")[0].GetProperty("message").GetString());
        Assert.Equal("could not be loaded", (await engines.EngineAsync("spare")).GetProperty("reason").GetString());
        Assert.Equal(1, engines.Loads);
    }

    [Fact]
    public async Task Streams_of_one_engine_take_room_from_the_other()
    {
        await using var engines = new EnginesServer();
        var server = await engines.StartAsync();
        var held = new List<TestPublisher>();
        for (var i = 0; i < 10; i++)
        {
            held.Add(await (await server.CreateSessionAsync(new { engine = i % 2 == 0 ? "fake" : "spare" })).PublishAsync());
        }

        using var refused = await server.Http.PostAsJsonAsync("/api/sessions", new { engine = "spare" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        foreach (var publisher in held)
        {
            await publisher.DisposeAsync();
        }
    }

    [Fact]
    public async Task Engine_that_is_allowed_and_that_nobody_knows_stops_the_start()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestServer.StartAsync(settings: ("Engine:Also:0", "deepspeech")));

        Assert.Contains(
            "Engine:Also: Engine 'deepspeech' is not here. There are: auto, moonshine-base", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_chooses_the_engine_with_the_fewest_errors_that_the_day_still_pays()
    {
        await using var engines = new EnginesServer { SparePrice = 60 };
        var server = await engines.StartAsync(settings:
        [
            ("Engine:ErrorRates:fake", "0.08"), ("Engine:ErrorRates:spare", "0.05"), ("Engine:ErrorRates:spare/de", "0.2"),
            ("Engine:BudgetPerDay", "0.01")
        ]);
        var request = new { engines = new[] { "auto" } };

        var german = await server.CreateSessionAsync(new { engines = new[] { "auto" }, language = "de" });
        var first = await server.PublishedAsync(request, FakeSpeech.Say(1, 2));
        var second = await server.CreateSessionAsync(request);
        await using var publisher = await second.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Begin(3));
        await server.UntilAsync(async () => (await engines.EngineAsync("fake")).GetProperty("streams").GetInt32() == 1);
        var why = (await second.ViewAsync()).GetProperty("engineWhy").GetString();
        await publisher.CloseAsync();

        Assert.Equal("fake", german.Created.GetProperty("engine").GetString());
        Assert.Equal(("spare", "w1 w2"), (first.Created.GetProperty("engine").GetString(), await first.TextAsync()));
        Assert.Equal("fake", second.Created.GetProperty("engine").GetString());
        Assert.Equal("Of 1 engine that may be chosen, the day's budget being spent, it makes the fewest errors (8 % of the words).", why);
        Assert.InRange((await engines.EngineAsync("spare")).GetProperty("costToday").GetDecimal(), 0.01m, 0.03m);
        await RefusedAsync(engines, new { engines = new[] { "auto" }, language = "fr" }, "language_unavailable", "fake, spare");
    }

    private static async Task RefusedAsync(EnginesServer engines, object request, string code, string detail)
    {
        using var response = await engines.Server.Http.PostAsJsonAsync("/api/sessions", request);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Contains(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
