using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>How a session's words are written, wherever they leave the server.</summary>
public sealed class FormattingTests
{
    private const string Bill = "On June twenty first um we paid five dollars and twenty cents.";
    private const string Written = "On June 21st we paid $5.20.";

    private readonly Sayings _said = new();

    [Fact]
    public async Task Without_being_asked_words_are_as_the_engine_wrote_them()
    {
        var bill = _said.Say(Bill);
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.PublishedAsync(new { }, bill);

        Assert.Equal(Bill, await session.TextAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.All(cue.Words!, word => Assert.Null(word.Raw)));
        Assert.False((await session.ViewAsync()).TryGetProperty("formatting", out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Formatted_words_are_live_in_cues_and_in_every_export_and_how_they_were_spoken_is_in_the_json(bool messagePack)
    {
        var bill = _said.Say(Bill);
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.CreateSessionAsync(new { formatting = new { smartFormat = true, fillers = "remove" } });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var hub = await HubClient.ConnectAsync(server, messagePack);
        await hub.WatchAsync(session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(bill);
        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();
        await hub.UntilFinishedAsync();

        var cue = Assert.Single(await session.CuesAsync());
        Assert.Equal(Written, cue.Text);
        Assert.Equal(["On", "June", "21st", "we", "paid", "$5.20."], cue.Words!.Select(w => w.Text));
        Assert.Equal([null, null, "twenty first", "um we", null, "five dollars and twenty cents."], cue.Words!.Select(w => w.Raw));
        Assert.Equal(0.5, cue.Words![2].Start, 0.05);
        Assert.Equal(0.95, cue.Words![2].End, 0.05);
        Assert.Equal(Written, Assert.Single(viewer.Finals).Text);
        var json = await ExportAsync(server, session, "json");
        Assert.Contains("\"raw\":\"twenty first\"", json, StringComparison.Ordinal);
        foreach (var format in (string[])["vtt", "srt", "txt"])
        {
            Assert.Contains(Written, (await ExportAsync(server, session, format)).ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Interims_never_take_back_a_word_that_the_formatting_made()
    {
        var (begun, rest) = (_said.Begin("we paid twenty five thousand two hundred and six dollars on June"),
            _said.Say("twenty first at three thirty p m"));
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.CreateSessionAsync(new { formatting = new { smartFormat = true } });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(begun);
        Assert.True(await viewer.ReadUntilAsync(v =>
            v.Messages.Exists(cue => cue.Kind == CueKind.Interim && cue.Text.Contains("$25,206", StringComparison.Ordinal))));
        foreach (var piece in rest.Chunk(3_200))
        {
            await publisher.SendAsync(piece);
        }

        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        var final = await session.TextAsync();
        Assert.Equal("we paid $25,206 on June 21st at 3:30 p.m.", final);
        Assert.All(viewer.Messages, cue => Assert.StartsWith(cue.Text, final, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_redacted_leaves_by_no_door_and_is_not_kept()
    {
        var said = _said.Say("My pin is four two four two um and Ann Smith writes to ann dot smith at example dot com from Zurich.");
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.CreateSessionAsync(new
        {
            formatting = new
            {
                smartFormat = true,
                fillers = "remove",
                redact = new[] { "numbers", "addresses" },
                redactWords = new[] { "Ann Smith", "Zurich" }
            }
        });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();
        foreach (var piece in said.Chunk(3_200))
        {
            await publisher.SendAsync(piece);
        }

        await publisher.CloseAsync();
        await viewer.ReadToEndAsync();

        Assert.Equal("My pin is [number] and [redacted] writes to [address] from [redacted].", await session.TextAsync());
        var told = JsonSerializer.Serialize(viewer.Messages);
        var doors = new List<string>
        {
            told, session.Created.ToString(), (await session.ViewAsync()).ToString(), await server.Http.GetStringAsync("/api/sessions")
        };
        doors.Add(await server.Http.GetStringAsync($"/api/sessions/{session.Id}/cues"));
        foreach (var format in (string[])["vtt", "srt", "txt", "json", "rttm"])
        {
            doors.Add(await ExportAsync(server, session, format));
        }

        Assert.All(doors, door => Assert.All((string[])["four", "Ann", "Smith", "example", "Zurich"], word =>
            Assert.DoesNotContain(word, door, StringComparison.OrdinalIgnoreCase)));
        Assert.Contains(viewer.Messages, cue => cue.Kind == CueKind.Interim && cue.Text.Contains("[number]", StringComparison.Ordinal));
        Assert.All((string[])["four two", "ann dot", "example dot"], secret => Assert.Empty(server.FilesWith(secret)));
        Assert.Empty(server.FilesWith("\"four\""));
        Assert.Empty(server.FilesWith("\"example\""));
    }

    [Fact]
    public async Task Killed_server_goes_on_with_the_same_formatting()
    {
        var (known, unknown) = (_said.Say("twenty five dollars"), _said.Say("thirty Zurich"));
        var stuck = new TaskCompletionSource();
        await using var killed = await TestServer.StartAsync(
            recognizer: _said.Recognizer((frame, stop) => frame.Position < known.Length ? Task.CompletedTask : stuck.Task.WaitAsync(stop)));
        var session = await killed.CreateSessionAsync(new { formatting = new { smartFormat = true, redactWords = new[] { "Zurich" } } });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. known, .. unknown]);
        await killed.UntilAsync(async () => (await session.CuesAsync()).Count == 1);
        await session.RecordedAsync((known.Length + unknown.Length) / 16_000d);

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), recognizer: _said.Recognizer());
        await using var back = await session.PublishAsync(at: restarted);
        await back.CloseAsync();

        Assert.Equal("$25 30 [redacted]", await session.TextAsync(restarted));
        Assert.True((await session.ViewAsync(restarted)).GetProperty("formatting").GetProperty("smartFormat").GetBoolean());
        stuck.SetResult();
    }

    [Fact]
    public async Task Replacements_that_are_changed_while_live_hold_for_what_comes()
    {
        var (first, second, third) = (_said.Say("we use cooper netties"),
            _said.Say("we use cooper netties"), _said.Say("we use cooper netties"));
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.CreateSessionAsync(new { formatting = new { fillers = "remove" } });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(first);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 1);

        var changed = await ChangeAsync(
            server, session, new { replacements = new[] { new { find = "Cooper netties", replace = "Kubernetes" } } });
        Assert.Equal("Kubernetes", changed.GetProperty("formatting").GetProperty("replacements")[0].GetProperty("replace").GetString());
        Assert.Equal("remove", changed.GetProperty("formatting").GetProperty("fillers").GetString());
        await publisher.SendAsync(second);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        await ChangeAsync(server, session, new { replacements = Array.Empty<object>() });
        await publisher.SendAsync(third);
        await publisher.CloseAsync();

        Assert.Equal(
            ["we use cooper netties", "we use Kubernetes", "we use cooper netties"], (await session.CuesAsync()).Select(c => c.Text));
        using var refused = await server.Http.PatchAsJsonAsync(
            $"/api/sessions/{session.Id}", new { replacements = new[] { new { find = "", replace = "x" } } });
        await Answers.AssertProblemAsync(refused, 400, "replacements_invalid");
    }

    [Fact]
    public async Task Title_alone_leaves_replacements_as_they_are()
    {
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.CreateSessionAsync(
            new { formatting = new { replacements = new[] { new { find = "a", replace = "b" } } } });

        var changed = await ChangeAsync(server, session, new { title = "A talk" });

        Assert.Equal("b", changed.GetProperty("formatting").GetProperty("replacements")[0].GetProperty("replace").GetString());
    }

    [Fact]
    public async Task Correction_keeps_how_words_were_spoken_that_it_does_not_change()
    {
        var bill = _said.Say("twenty dollars for thirty people");
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());
        var session = await server.PublishedAsync(new { formatting = new { smartFormat = true } }, bill);
        var cue = Assert.Single(await session.CuesAsync());

        using var answer = await server.Http.PatchAsJsonAsync(
            $"/api/sessions/{session.Id}/cues/{cue.Id}", new { text = "$20 for fifty people" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        Assert.Equal(
            [("$20", "twenty dollars"), ("for", null), ("fifty", null), ("people", null)],
            Assert.Single(await session.CuesAsync()).Words!.Select(w => (w.Text, w.Raw)));
    }

    [Fact]
    public async Task Imported_file_is_formatted_as_its_form_says()
    {
        var bill = _said.Say(Bill);
        await using var server = await TestServer.StartAsync(recognizer: _said.Recognizer());

        var session = await server.ImportAsync(
            TestImports.Form(TestImports.Wav(bill), fields: ("formatting", """{"smartFormat":true,"fillers":"remove"}""")));
        await session.UntilStateAsync("finished");

        Assert.Equal(Written, await session.TextAsync());
    }

    [Theory]
    [InlineData("""{"fillers":"drop"}""", "formatting_invalid")]
    [InlineData("""{"fillers":""", "form_invalid")]
    [InlineData("smart", "form_invalid")]
    public async Task Import_with_a_formatting_that_cannot_be_is_refused(string formatting, string code)
    {
        await using var server = await TestServer.StartAsync();

        var refused = await server.RefusedAsync(TestImports.Form(TestImports.Wav([1, 2, 3]), fields: ("formatting", formatting)));

        Assert.Equal(code, refused.Code);
    }

    private static async Task<JsonElement> ChangeAsync(TestServer server, TestSession session, object change)
    {
        using var answer = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}", change);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Task<string> ExportAsync(TestServer server, TestSession session, string format) =>
        server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.{format}");
}
