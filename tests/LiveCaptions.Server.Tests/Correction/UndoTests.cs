using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Correction;

/// <summary>Steps of editing are taken back and done again, whole, in their order, also after a restart.</summary>
public sealed class UndoTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_step_is_taken_back_and_done_again(bool live)
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live, [1, 2, 3], [4], [5]);
        var person = watched.Person;
        var (original, states) = (await StateAsync(watched.Session), new List<string>());
        Func<Task>[] steps =
        [
            () => person.CorrectAsync("c1", new { text = "one w2 w3", start = 0.01 }),
            async () => await person.SplitAsync("c1", (await watched.Session.CuesAsync()).Single(c => c.Id == "c1").Words![1].Start),
            async () => await person.MergeAsync([.. (await watched.Session.CuesAsync()).OrderBy(c => c.Start).Take(3).Select(c => c.Id)]),
            () => person.InsertAsync(new { text = "w2 made", start = 0.2, end = 0.4 }),
            () => person.ReplaceAsync(new { find = "w2", replace = "two" }),
            async () => await person.DeleteAsync((await watched.Session.CuesAsync()).MaxBy(c => c.Start)!.Id),
            () => person.SendCaptionsAsync("WEBVTT\n\n00:00.100 --> 00:01.000\nfrom a file\n", "?format=vtt"),
        ];
        states.Add(original);
        foreach (var step in steps)
        {
            await step();
            states.Add(await StateAsync(watched.Session));
        }

        Assert.Equal(states.Count, states.Distinct().Count());
        for (var i = states.Count - 2; i >= 0; i--)
        {
            await person.UndoAsync();
            Assert.Equal(states[i], await StateAsync(watched.Session));
        }

        using var none = await person.SendAsync(HttpMethod.Post, "undo");
        await Answers.AssertProblemAsync(none, 409, "nothing_to_undo");
        Assert.DoesNotContain(await watched.Session.CuesAsync(), cue => cue.Edited);
        for (var i = 1; i < states.Count; i++)
        {
            await person.RedoAsync();
            Assert.Equal(states[i], await StateAsync(watched.Session));
        }

        // A viewer who applied every message sees what is stored.
        await watched.Viewer.UntilAsync(cue => cue.Text == "from a file" && cue.Revision > 1);
        await server.UntilAsync(async () => Shown(watched.Viewer.Cues) == await StateAsync(watched.Session));
    }

    [Fact]
    public async Task Something_new_ends_what_could_be_done_again()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1), FakeSpeech.Say(2));
        var person = new Corrector(session);
        await person.CorrectAsync("c1", new { text = "first" });
        await person.UndoAsync();
        await person.CorrectAsync((await session.CuesAsync())[0].Id, new { text = "second" });

        using var redo = await person.SendAsync(HttpMethod.Post, "redo");

        await Answers.AssertProblemAsync(redo, 409, "nothing_to_redo");
        Assert.Single(await person.EditsAsync());
    }

    [Fact]
    public async Task Name_that_a_speaker_got_meanwhile_stays()
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { Voices = new FakeVoices() });
        var session = await server.PublishedAsync(
            new { }, FakeSpeech.Say([.. Enumerable.Repeat(11, 16)]), FakeSpeech.Say([.. Enumerable.Repeat(11, 16)]));
        var person = new Corrector(session);
        var cue = (await session.CuesAsync()).First(c => c.Speaker is not null);
        await person.DeleteAsync(cue.Id);
        using (await person.SendAsync(HttpMethod.Patch, $"speakers/{cue.Speaker!.Id}", new { label = "Ann" }))
        {
        }

        await person.UndoAsync();

        var restored = (await session.CuesAsync()).Single(c => c.Id == cue.Id);
        Assert.Equal((cue.Text, "Ann", cue.Speaker.Id), (restored.Text, restored.Speaker?.Label, restored.Speaker?.Id));
        Assert.True(restored.Revision > cue.Revision + 1 && restored.Seq > cue.Seq);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_survive_a_restart(bool onPostgres)
    {
        var connection = onPostgres ? await postgres.CreateDatabaseAsync() : "";
        var server = await TestServer.StartAsync(settings: ("Storage:ConnectionString", connection));
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2), FakeSpeech.Say(3));
        var person = new Corrector(session);
        await person.DeleteAsync((await session.CuesAsync())[1].Id);
        await person.ReplaceAsync(new { find = "w1", replace = "one" });
        await person.UndoAsync();
        var data = server.CopyOfData();
        await server.DisposeAsync();

        await using var again = await TestServer.StartAsync(data, settings: ("Storage:ConnectionString", connection));
        person = new Corrector(session, again);
        Assert.Equal("w1 w2", await session.TextAsync(again));
        await person.RedoAsync();
        Assert.Equal("one w2", await session.TextAsync(again));
        await person.UndoAsync();
        await person.UndoAsync();
        Assert.Equal("w1 w2 w3", string.Join(' ', (await again.CuesAsync(session.Id)).OrderBy(c => c.Start).Select(c => c.Text)));
        using var deleted = await again.Http.DeleteAsync($"/api/sessions/{session.Id}");
        Assert.True(deleted.IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_is_forgotten_cannot_be_taken_back()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        var person = new Corrector(session);
        await person.CorrectAsync("c1", new { text = "right" });
        using (await person.SendAsync(HttpMethod.Delete, "edits"))
        {
        }

        using var undo = await person.SendAsync(HttpMethod.Post, "undo");

        await Answers.AssertProblemAsync(undo, 409, "nothing_to_undo");
        Assert.False(Assert.Single(await person.EditsAsync()).GetProperty("kept").GetBoolean());
        Assert.Equal("right", await session.TextAsync());
    }

    private static async Task<string> StateAsync(TestSession session) => Shown(await session.CuesAsync());

    /// <summary>What viewers see of finals, whatever revisions and seqs they have.</summary>
    private static string Shown(IEnumerable<Cue> cues) => string.Join('|', cues
        .Where(cue => cue.Kind == CueKind.Final)
        .GroupBy(cue => cue.Id)
        .Select(ofOne => ofOne.MaxBy(cue => cue.Revision)!)
        .Where(cue => !cue.Deleted)
        .OrderBy(cue => cue.Start).ThenBy(cue => cue.Id, StringComparer.Ordinal)
        .Select(cue => FormattableString.Invariant($"{cue.Id} {cue.Start}-{cue.End} {cue.Text} {cue.Words?.Count} {cue.Edited}")));
}
