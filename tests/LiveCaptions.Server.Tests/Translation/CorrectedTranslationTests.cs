using System.Net;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Translation;

/// <summary>People put translations right.</summary>
public sealed class CorrectedTranslationTests(TranslatingServer shared) : IClassFixture<TranslatingServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Corrected_translation_is_sent_stored_and_exported_and_what_was_said_stays(bool live)
    {
        var session = await shared.CreateAsync("fr", "es");
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1, 2));
        await shared.TranslatedAsync(session, "fr", 1);
        if (!live)
        {
            await publisher.CloseAsync();
            await session.UntilStateAsync("finished");
        }

        await using var viewer = await HubClient.ConnectAsync(shared.Server, messagePack: true);
        await viewer.CallAsync("WatchLanguages", session.Id, null, new[] { "fr" });
        var said = (await session.CuesAsync())[0];
        var corrected = await new Corrector(session).CorrectAsync($"{said.Id}?language=fr-FR", new { text = "Les  bons\nmots" }, "\"1\"");

        Assert.Equal(
            ($"{said.Id}.fr", said.Id, "fr", "Les bons mots", 2, true),
            (corrected.Id, corrected.Of, corrected.Language, corrected.Text, corrected.Revision, corrected.Edited));
        Assert.Equal((said.Start, said.End), (corrected.Start, corrected.End));
        await viewer.UntilAsync(cue => cue.Id == corrected.Id && cue.Text == "Les bons mots" && cue.Seq == corrected.Seq);
        var (_, file) = await shared.GetAsync($"/api/sessions/{session.Id}/captions.srt?language=fr");
        Assert.Contains("Les bons mots", file, StringComparison.Ordinal);
        Assert.Equal(said.Text, await session.TextAsync());
        Assert.Equal(said.Revision, (await session.CuesAsync())[0].Revision);
    }

    [Fact]
    public async Task Translation_is_read_and_corrected_by_its_own_id_or_by_its_cue_and_language()
    {
        var session = await shared.SaidAsync("fr", [1]);
        var id = (await session.CuesAsync())[0].Id;
        await new Corrector(session).CorrectAsync($"{id}.fr", new { text = "Un" });

        foreach (var path in new[] { $"{id}.fr", $"{id}?language=fr" })
        {
            using var response = await shared.Server.Http.GetAsync($"/api/sessions/{session.Id}/cues/{path}");
            Assert.Equal("\"2\"", response.Headers.ETag!.Tag);
            Assert.Contains("\"Un\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("w1", (await shared.GetAsync($"/api/sessions/{session.Id}/cues/{id}?language=en")).Text.Split('"')
            .SkipWhile(part => part != "text").ElementAt(2));
    }

    [Fact]
    public async Task Correction_of_another_revision_is_refused_with_the_newer_one()
    {
        var session = await shared.SaidAsync("fr", [1]);
        var path = $"cues/{(await session.CuesAsync())[0].Id}?language=fr";
        var person = new Corrector(session);
        (await person.SendAsync(HttpMethod.Patch, path, new { text = "Un" }, "\"1\"")).Dispose();

        using var clash = await person.SendAsync(HttpMethod.Patch, path, new { text = "Deux" }, "\"1\"");

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        Assert.Contains("\"Un\"", await clash.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_that_a_translation_cannot_have_is_refused_and_changes_nothing()
    {
        var session = await shared.SaidAsync("fr", [1]);
        var id = (await session.CuesAsync())[0].Id;
        var person = new Corrector(session);

        await person.SendAsync(HttpMethod.Patch, $"cues/{id}?language=fr", new { text = "Un", start = 0.1 })
            .RefusesAsync(400, "text_invalid");
        await person.SendAsync(HttpMethod.Patch, $"cues/{id}?language=pl", new { text = "Jeden" })
            .RefusesAsync(404, "language_not_there");
        await person.SendAsync(HttpMethod.Patch, "cues/c99?language=fr", new { text = "Un" }).RefusesAsync(404, "cue_not_found");
        await person.SendAsync(HttpMethod.Delete, $"cues/{id}?language=fr").RefusesAsync(400, "language_invalid");
        await person.SendAsync(HttpMethod.Delete, $"cues/{id}.fr").RefusesAsync(404, "cue_not_found");

        Assert.Equal("[fr] w1", Assert.Single(await shared.CuesAsync(session, "language=fr")).Text);
        Assert.Empty(await person.EditsAsync());
    }

    [Fact]
    public async Task Corrected_translation_outlives_its_original_and_is_stale_for_as_long_as_that_is_another()
    {
        var session = await shared.SaidAsync("fr", [1, 2]);
        var id = (await session.CuesAsync())[0].Id;
        var person = new Corrector(session);
        await person.CorrectAsync($"{id}?language=fr", new { text = "Un deux" });

        await person.CorrectAsync(id, new { end = 2.5 });
        Assert.Equal((false, 2.5), await FrenchAsync(cue => (cue.Stale, cue.End)));
        await person.CorrectAsync(id, new { text = "Other words" });
        Assert.Equal((true, "Un deux"), await FrenchAsync(cue => (cue.Stale, cue.Text)));
        await person.UndoAsync();
        Assert.Equal((false, "Un deux"), await FrenchAsync(cue => (cue.Stale, cue.Text)));
        await person.RedoAsync();
        Assert.True(await FrenchAsync(cue => cue.Stale));
        await person.CorrectAsync($"{id}?language=fr", new { text = "Un deux" });
        Assert.False(await FrenchAsync(cue => cue.Stale));

        async Task<T> FrenchAsync<T>(Func<Cue, T> of) => of(Assert.Single(await shared.CuesAsync(session, "language=fr")));
    }

    [Fact]
    public async Task Correction_is_taken_back_and_done_again()
    {
        var session = await shared.SaidAsync("fr", [1], [2]);
        var cues = await session.CuesAsync();
        var person = new Corrector(session);
        await person.CorrectAsync($"{cues[0].Id}?language=fr", new { text = "Un" });

        Assert.Equal(("translate", 1), StepOf((await person.EditsAsync())[0]));
        Assert.Equal(("translate", 1), StepOf(await person.UndoAsync()));
        Assert.Equal("[fr] w1", await TextAsync());
        Assert.Equal(("translate", 1), StepOf(await person.RedoAsync()));
        Assert.Equal("Un", await TextAsync());
        Assert.Equal(2, (await session.ViewAsync()).GetProperty("cueCount").GetInt32());

        async Task<string> TextAsync() => (await shared.CuesAsync(session, "language=fr")).MinBy(cue => cue.Start)!.Text;
    }

    [Fact]
    public async Task Corrected_translation_goes_with_its_original_and_comes_back_with_it()
    {
        var session = await shared.SaidAsync("fr", [1], [2]);
        var cues = await session.CuesAsync();
        var person = new Corrector(session);
        await person.CorrectAsync($"{cues[1].Id}?language=fr", new { text = "Deux" });

        await person.MergeAsync(cues[0].Id, cues[1].Id);
        await shared.TranslatedAsync(session, "fr", 1);
        Assert.Equal("merge", StepOf(await person.UndoAsync()).Kind);
        await shared.TranslatedAsync(session, "fr", 2);

        Assert.Contains(await shared.CuesAsync(session, "language=fr"), cue => cue is { Text: "Deux", Stale: false });
        Assert.Equal(2, (await session.ViewAsync()).GetProperty("cueCount").GetInt32());
    }

    [Fact]
    public async Task File_says_what_of_it_is_stale_or_too_fast_to_be_read_and_leaves_nothing_out()
    {
        var session = await shared.SaidAsync("fr", [1, 2], [3, 4]);
        var cues = await session.CuesAsync();
        var person = new Corrector(session);
        var longText = string.Join(' ', Enumerable.Repeat("beaucoup", 12));
        await person.CorrectAsync($"{cues[1].Id}?language=fr", new { text = longText });
        await person.CorrectAsync(cues[1].Id, new { text = "Other words" });

        using var file = await shared.Server.Http.GetAsync($"/api/sessions/{session.Id}/captions.txt?language=fr");
        using var own = await shared.Server.Http.GetAsync($"/api/sessions/{session.Id}/captions.txt");

        var warnings = string.Join(' ', file.Headers.GetValues("X-Caption-Warning"));
        Assert.Contains("1 of 2 translations were made by people of words that were corrected since.", warnings, StringComparison.Ordinal);
        Assert.Contains("are faster than 20 characters a second; nothing is left out.", warnings, StringComparison.Ordinal);
        Assert.Contains(longText, (await file.Content.ReadAsStringAsync()).ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.False(own.Headers.Contains("X-Caption-Warning"));
    }

    [Fact]
    public async Task Translators_are_told_how_much_can_be_read_while_it_is_said()
    {
        var session = await shared.SaidAsync("fr", [61, 62, 63, 64, 65, 66, 67, 68]);
        var cue = Assert.Single(await session.CuesAsync());

        var request = shared.Translator.Requests.Last(one => one.Texts.Contains(cue.Text));

        Assert.Equal((int)Math.Floor((cue.End - cue.Start) * 20), Assert.Single(request.Room));
    }

    private static (string? Kind, int Cues) StepOf(System.Text.Json.JsonElement step) =>
        (step.GetProperty("kind").GetString(), step.GetProperty("cues").GetInt32());
}
