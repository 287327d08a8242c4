using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Correction;

/// <summary>What a person changes of finals, live and after, is stored and is with viewers.</summary>
public sealed class CorrectionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Text_times_and_speaker_are_corrected_at_once(bool live)
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { Voices = new FakeVoices() });
        await using var watched = await WatchedSession.StartAsync(
            server, live, [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Repeat(11, 12).ToArray())]);
        var cue = (await watched.Session.CuesAsync())[1];
        var speaker = (await watched.Session.ViewAsync()).GetProperty("speakers")[0].GetProperty("id").GetString();

        var corrected = await watched.Person.CorrectAsync(
            cue.Id, new { text = "Put right", start = cue.Start + 0.1, end = cue.End - 0.1, speaker });

        Assert.Equal(("Put right", Math.Round(cue.Start + 0.1, 3), Math.Round(cue.End - 0.1, 3), speaker), (corrected.Text,
            corrected.Start, corrected.End, corrected.Speaker?.Id));
        Assert.Equal(["text", "times", "speaker"], corrected.Touched!);
        Assert.All(corrected.Words!, word => Assert.True(corrected.Start <= word.Start && word.End <= corrected.End));
        await watched.SeenAsync(corrected);
        var nobody = await watched.Person.CorrectAsync(cue.Id, new { speaker = "" });
        Assert.Null(nobody.Speaker);
        Assert.Equal("Put right", nobody.Text);
        await watched.SeenAsync(nobody);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cue_is_split_between_words_and_merged_again(bool live)
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live, [1, 2, 3], [4]);
        var cue = (await watched.Session.CuesAsync())[0];
        var at = cue.Words![1].Start;

        var parts = await watched.Person.SplitAsync(cue.Id, at);

        Assert.Equal([("w1", cue.Start, at), ("w2 w3", at, cue.End)], parts.Select(part => (part.Text, part.Start, part.End)));
        Assert.Equal(cue.Words, parts.SelectMany(part => part.Words!));
        Assert.Equal(cue.Id, parts[0].Id);
        await watched.SeenAsync(parts[0]);
        await watched.SeenAsync(parts[1]);
        Assert.Equal(3, (await watched.Session.ViewAsync()).GetProperty("cueCount").GetInt32());
        Assert.Equal(["w1", "w2 w3", "w4"], (await watched.Session.CuesAsync()).OrderBy(c => c.Start).Select(c => c.Text));

        var merged = await watched.Person.MergeAsync(parts[1].Id, parts[0].Id);

        Assert.Equal((cue.Id, cue.Text, cue.Start, cue.End), (merged.Id, merged.Text, merged.Start, merged.End));
        Assert.Equal(cue.Words, merged.Words!);
        await watched.SeenAsync(merged);
        await watched.DeletionSeenAsync(parts[1].Id);
        Assert.Equal(2, (await watched.Session.ViewAsync()).GetProperty("cueCount").GetInt32());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cue_is_inserted_between_others(bool live)
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live, [1], [2]);
        var (first, second) = ((await watched.Session.CuesAsync())[0], (await watched.Session.CuesAsync())[1]);

        var made = await watched.Person.InsertAsync(new { text = "Between", start = first.End + 0.1, end = second.Start - 0.1 });

        Assert.Equal((CueKind.Final, true, 1, first.Language), (made.Kind, made.Edited, made.Revision, made.Language));
        Assert.DoesNotContain(made.Id, new[] { first.Id, second.Id });
        await watched.SeenAsync(made);
        Assert.Equal("w1 Between w2", string.Join(' ', (await watched.Session.CuesAsync()).OrderBy(c => c.Start).Select(c => c.Text)));
        Assert.Equal(["w1", "Between", "w2"], (await watched.Person.ExportAsync("txt")).Split(
            (char[])['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries));
        using var found = await server.Http.GetAsync($"/api/sessions/{watched.Session.Id}/cues/{made.Id}");
        Assert.Equal("\"1\"", found.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Cues_that_are_said_after_an_inserted_one_have_ids_of_their_own()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 1);
        var person = new Corrector(session);
        var made = new List<Cue>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(await person.InsertAsync(new { text = $"made {i}", start = 0.01 * i, end = 0.5 }));
        }

        await publisher.SendAsync([.. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        await publisher.CloseAsync();
        made.Add(await person.InsertAsync(new { text = "made after", start = 0.4, end = 0.5 }));

        var cues = await session.CuesAsync();
        Assert.Equal(9, cues.Count);
        Assert.Equal(9, cues.Select(cue => cue.Id).Distinct().Count());
        Assert.Equal(9, cues.Select(cue => cue.Seq).Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleted_cue_is_gone_everywhere_and_who_had_it_is_told(bool live)
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live, [1], [2], [3]);
        var cues = await watched.Session.CuesAsync();

        await watched.Person.DeleteAsync(cues[1].Id);

        await watched.DeletionSeenAsync(cues[1].Id);
        Assert.Equal("w1 w3", await watched.Session.TextAsync());
        Assert.Equal(2, (await watched.Session.ViewAsync()).GetProperty("cueCount").GetInt32());
        foreach (var format in new[] { "vtt", "srt", "txt", "json", "ttml" })
        {
            // The session's id may hold it by chance.
            var export = (await watched.Person.ExportAsync(format)).Replace(watched.Session.Id, "", StringComparison.Ordinal);
            Assert.DoesNotContain("w2", export, StringComparison.Ordinal);
        }

        if (!live)
        {
            // Of a live session that short no segment is whole yet.
            var segment = await server.Http.GetStringAsync($"/api/sessions/{watched.Session.Id}/hls/segment0.vtt");
            Assert.Contains("w3", segment, StringComparison.Ordinal);
            Assert.DoesNotContain("w2", segment, StringComparison.Ordinal);
        }

        // Who was away meanwhile, and who comes anew.
        await using var back = await HubClient.ConnectAsync(server, messagePack: false);
        var missed = Assert.Single((await back.WatchAsync(watched.Session.Id, afterSeq: cues[2].Seq)).Cues);
        Assert.Equal((cues[1].Id, true, ""), (missed.Id, missed.Deleted, missed.Text));
        await using var fresh = await HubClient.ConnectAsync(server, messagePack: true);
        Assert.Equal(
            ["w1", "w3"],
            (await fresh.WatchAsync(watched.Session.Id)).Cues.Where(cue => cue.Kind == CueKind.Final).Select(cue => cue.Text));
        await using var events = await EventViewer.ConnectAsync(server, watched.Session.Id, lastEventId: $"{cues[2].Seq}");
        Assert.True(await events.ReadUntilAsync(viewer => viewer.Messages.Any(cue => cue.Id == cues[1].Id && cue.Deleted)));
        using var again = await watched.Person.SendAsync(HttpMethod.Delete, $"cues/{cues[1].Id}");
        await Answers.AssertProblemAsync(again, 404, "cue_not_found");
    }

    [Fact]
    public async Task Change_of_a_revision_that_is_not_the_newest_is_refused_with_the_newest()
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live: false, [1, 2], [3]);
        var cue = (await watched.Session.CuesAsync())[0];
        var first = await watched.Person.CorrectAsync(cue.Id, new { text = "One person" }, ifMatch: $"\"{cue.Revision}\"");

        using var clash = await watched.Person.SendAsync(
            HttpMethod.Patch, $"cues/{cue.Id}", new { text = "Another" }, $"\"{cue.Revision}\"");
        var problem = await clash.Content.ReadFromJsonAsync<JsonElement>();
        using var splitting = await watched.Person.SendAsync(
            HttpMethod.Post, $"cues/{cue.Id}/split", new { at = 0.25 }, $"\"{cue.Revision}\"");
        using var deleting = await watched.Person.SendAsync(HttpMethod.Delete, $"cues/{cue.Id}", ifMatch: $"\"{cue.Revision}\"");

        Assert.Equal(HttpStatusCode.Conflict, clash.StatusCode);
        Assert.Equal("revision_clash", problem.GetProperty("code").GetString());
        Assert.Equal(("One person", first.Revision), (problem.GetProperty("cue").GetProperty("text").GetString(),
            problem.GetProperty("cue").GetProperty("revision").GetInt32()));
        await Answers.AssertProblemAsync(splitting, 409, "revision_clash");
        await Answers.AssertProblemAsync(deleting, 409, "revision_clash");
        Assert.Equal("Any", (await watched.Person.CorrectAsync(cue.Id, new { text = "Any" }, ifMatch: "*")).Text);
        Assert.Equal("Without", (await watched.Person.CorrectAsync(cue.Id, new { text = "Without" })).Text);
        await watched.Person.DeleteAsync(cue.Id);
        using var gone = await watched.Person.SendAsync(HttpMethod.Patch, $"cues/{cue.Id}", new { text = "Late" }, $"\"{first.Revision}\"");
        Assert.True((await gone.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cue").GetProperty("deleted").GetBoolean());
        Assert.Equal(HttpStatusCode.Conflict, gone.StatusCode);
    }

    [Fact]
    public async Task Of_many_at_once_who_name_one_revision_one_is_heard()
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live: true, [1]);
        var cue = (await watched.Session.CuesAsync())[0];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            watched.Person.SendAsync(HttpMethod.Patch, $"cues/{cue.Id}", new { text = $"person {i}" }, $"\"{cue.Revision}\"")));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(cue.Revision + 1, (await watched.Session.CuesAsync())[0].Revision);
    }

    [Theory]
    [InlineData("PATCH", "cues/c1", "{}", 400, "text_invalid")]
    [InlineData("PATCH", "cues/c1", """{"text":" "}""", 400, "text_invalid")]
    [InlineData("PATCH", "cues/c1", """{"start":2,"end":1}""", 400, "times_invalid")]
    [InlineData("PATCH", "cues/c1", """{"start":-1}""", 400, "times_invalid")]
    [InlineData("PATCH", "cues/c1", """{"end":1000}""", 400, "times_invalid")]
    [InlineData("PATCH", "cues/c1", """{"speaker":"s9"}""", 400, "speaker_invalid")]
    [InlineData("PATCH", "cues/c99", """{"text":"x"}""", 404, "cue_not_found")]
    [InlineData("POST", "cues/c1/split", "{}", 400, "at_invalid")]
    [InlineData("POST", "cues/c1/split", """{"at":0}""", 400, "at_invalid")]
    [InlineData("POST", "cues/merge", """{"ids":["c1"]}""", 400, "ids_invalid")]
    [InlineData("POST", "cues/merge", """{"ids":["c1","c1"]}""", 400, "ids_invalid")]
    [InlineData("POST", "cues/merge", """{"ids":["c1","c99"]}""", 404, "cue_not_found")]
    [InlineData("POST", "cues", """{"text":"x"}""", 400, "times_invalid")]
    [InlineData("POST", "cues", """{"text":"","start":0,"end":1}""", 400, "text_invalid")]
    [InlineData("POST", "cues", """{"text":"x","start":0,"end":1,"language":"?"}""", 400, "language_invalid")]
    [InlineData("POST", "cues/replace", "{}", 400, "find_invalid")]
    [InlineData("POST", "cues/replace", """{"find":"(","regex":true}""", 400, "pattern_invalid")]
    [InlineData("POST", "cues/replace", """{"fromSession":true}""", 400, "replacements_missing")]
    [InlineData("POST", "undo", "{}", 409, "nothing_to_undo")]
    [InlineData("POST", "redo", "{}", 409, "nothing_to_redo")]
    [InlineData("POST", "captions?mode=some", "{}", 400, "mode_invalid")]
    [InlineData("POST", "captions", "{}", 415, "format_unknown")]
    [InlineData("POST", "captions?format=doc", "{}", 415, "format_unknown")]
    [InlineData("POST", "captions?format=vtt", "{}", 400, "captions_invalid")]
    public async Task What_cannot_be_done_is_a_problem_and_changes_nothing(string method, string path, string body, int status, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"/api/sessions/{session.Id}/{path}")
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        };

        using var response = await server.Http.SendAsync(request);

        await Answers.AssertProblemAsync(response, status, code);
        var cue = Assert.Single(await session.CuesAsync());
        Assert.Equal(("w1", false), (cue.Text, cue.Edited));
        Assert.Empty(await new Corrector(session).EditsAsync());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"x\"")]
    [InlineData("\"1\", \"2\"")]
    public async Task If_match_that_is_no_revision_is_a_problem(string ifMatch)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1));

        using var response = await new Corrector(session).SendAsync(HttpMethod.Patch, "cues/c1", new { text = "x" }, ifMatch);

        await Answers.AssertProblemAsync(response, 400, "if_match_invalid");
    }

    [Fact]
    public async Task While_a_session_is_live_no_cue_begins_later_than_it_is_long()
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live: true, [1]);

        using var response = await watched.Person.SendAsync(
            HttpMethod.Post, "cues", new { text = "from the future", start = 3_600, end = 3_601 });

        await Answers.AssertProblemAsync(response, 400, "times_invalid");
    }

    [Fact]
    public async Task Export_says_what_a_person_touched()
    {
        await using var server = await TestServer.StartAsync(recognizer: new FakeRecognizer { Voices = new FakeVoices() });
        var session = await server.PublishedAsync(
            new { }, [.. Enumerable.Range(0, 5).Select(_ => FakeSpeech.Say([.. Enumerable.Repeat(11, 12)]))]);
        var cue = (await session.CuesAsync())[0];
        await new Corrector(session).CorrectAsync(cue.Id, new { speaker = "" });

        var json = JsonSerializer.Deserialize<JsonElement>(await new Corrector(session).ExportAsync("json"));

        var exported = json.GetProperty("cues").EnumerateArray().Single(c => c.GetProperty("id").GetString() == cue.Id);
        Assert.True(exported.GetProperty("edited").GetBoolean());
        Assert.Equal(["speaker"], exported.GetProperty("touched").EnumerateArray().Select(what => what.GetString()));
        Assert.False(exported.TryGetProperty("speaker", out _));
        Assert.Equal(1, json.GetProperty("cues").EnumerateArray().Count(c => c.TryGetProperty("edited", out _)));
    }

    [Fact]
    public async Task Steps_say_what_was_done_when_and_by_which_key()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1, 2));
        await new Corrector(session).CorrectAsync("c1", new { text = "here" });
        var key = await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.Admin, expiresAt: null);
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await new Corrector(session).DeleteAsync("c1");
        var id = (await server.Services.GetRequiredService<KeyStore>().ListAsync()).Single().Id;

        var edits = await new Corrector(session).EditsAsync();

        Assert.Equal([("delete", id), ("correct", "this machine")], edits.Select(edit =>
            (edit.GetProperty("kind").GetString(), edit.GetProperty("by").GetString())));
        Assert.All(edits, edit => Assert.True(edit.GetProperty("at").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddMinutes(-5)));
        server.Http.DefaultRequestHeaders.Authorization = new(
            "Bearer", await server.Services.GetRequiredService<KeyIssuer>().CreateAsync(KeyScope.View, expiresAt: null));
        using var viewer = await new Corrector(session).SendAsync(HttpMethod.Post, "undo");
        Assert.Equal(HttpStatusCode.Forbidden, viewer.StatusCode);
    }
}
