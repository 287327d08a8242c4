using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Correction;

/// <summary>Search and replace over all finals.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("the cat concatenates", "cat", "dog", "", "the dog condogenates")]
    [InlineData("the cat concatenates. Cat's", "cat", "dog", "whole", "the dog concatenates. dog's")]
    [InlineData("The Cat, a CAT, a cat", "cat", "small dog", "keep", "The Small dog, a SMALL DOG, a small dog")]
    [InlineData("The Cat, a cat", "cat", "dog", "match", "The Cat, a dog")]
    [InlineData("chat g p t and Chat G P T", "chat g p t", "ChatGPT", "whole keep", "ChatGPT and ChatGPT")]
    [InlineData("costs $5 (five)", "$5 (five)", "$1", "", "costs $1")]
    [InlineData("call 555 1234 now", @"(\d+) (\d+)", "$2-$1", "regex", "call 1234-555 now")]
    [InlineData("aaa b", "x*", "y", "regex", "aaa b")]
    [InlineData("was was it", @"\b(\w+) \1\b", "$1", "regex", "was it")]
    [InlineData("naïve élan", "elan", "x", "", "naïve élan")]
    [InlineData("um yes um", "um", "", "whole", "yes")]
    [InlineData("um", "um", "", "whole", "")]
    public void What_is_found_is_written_otherwise(string text, string find, string replace, string options, string expected)
    {
        var search = new TextSearch(
            new SearchOptions(find, replace)
            {
                IsPattern = options.Contains("regex", StringComparison.Ordinal),
                WholeWords = options.Contains("whole", StringComparison.Ordinal),
                MatchCase = options.Contains("match", StringComparison.Ordinal),
                KeepCase = options.Contains("keep", StringComparison.Ordinal),
            },
            TimeProvider.System);

        var (cue, found) = search.Apply(CueOf(text));

        Assert.Equal(expected, cue.Text);
        Assert.Equal(text != expected, found > 0);
        Assert.Equal(cue.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries), (cue.Words ?? []).Select(word => word.Text));
    }

    [Fact]
    public void Pattern_that_takes_for_ever_is_stopped()
    {
        var search = new TextSearch(new SearchOptions(@"(?=(a+)+$)(a+)+\1b", "x") { IsPattern = true }, TimeProvider.System);

        var fault = Assert.Throws<CueRewritingException>(() => search.Apply(CueOf(new string('a', 60) + "!")));

        Assert.Equal("pattern_slow", fault.Code);
    }

    [Fact]
    public void Text_does_not_grow_without_bound()
    {
        var search = new TextSearch(
            new SearchOptions("a", string.Concat(Enumerable.Repeat("$0", 500))) { IsPattern = true }, TimeProvider.System);

        var fault = Assert.Throws<CueRewritingException>(() => search.Apply(CueOf(new string('a', 1_000))));

        Assert.Equal("text_invalid", fault.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replacing_is_one_step_that_viewers_see(bool live)
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live, [1, 2], [3], [2, 1]);

        var result = await watched.Person.ReplaceAsync(new { find = "W1", replace = "one", wholeWords = true });

        Assert.Equal((2, 2), (result.GetProperty("replaced").GetInt32(), result.GetProperty("cues").GetInt32()));
        Assert.Equal(["one w2", "w2 one", "w3"], (await watched.Session.CuesAsync()).Select(cue => cue.Text).Order());
        await watched.Viewer.UntilAsync(cue => cue.Text == "w2 one");
        await watched.Person.ReplaceAsync(new { find = "w3", replace = "" });
        await watched.Viewer.UntilAsync(cue => cue.Deleted);
        Assert.Equal(["one w2", "w2 one"], (await watched.Session.CuesAsync()).Select(cue => cue.Text).Order());
        await watched.Person.UndoAsync();
        await watched.Person.UndoAsync();
        Assert.Equal(["w1 w2", "w2 w1", "w3"], (await watched.Session.CuesAsync()).Select(cue => cue.Text).Order());
        Assert.Equal(["replace", "replace"], (await watched.Person.EditsAsync()).Select(edit => edit.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Nothing_found_is_no_step()
    {
        await using var server = await TestServer.StartAsync();
        await using var watched = await WatchedSession.StartAsync(server, live: false, [1]);

        var result = await watched.Person.ReplaceAsync(new { find = "nowhere", replace = "x" });

        Assert.Equal(0, result.GetProperty("cues").GetInt32());
        Assert.Empty(await watched.Person.EditsAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Replacements_of_a_session_act_on_what_is_there_when_asked(bool live)
    {
        var sayings = new Sayings();
        await using var server = await TestServer.StartAsync(recognizer: sayings.Recognizer());
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. sayings.Say("I asked chat g p t."), .. sayings.Say("Chat g p t, chatter and gpt")]);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == 2);
        if (!live)
        {
            await publisher.CloseAsync();
        }

        var person = new Corrector(session);
        using (await server.Http.PatchAsync($"/api/sessions/{session.Id}", new StringContent(
            """{"replacements":[{"find":"chat g p t","replace":"ChatGPT"}]}""", System.Text.Encoding.UTF8, "application/json")))
        {
        }

        Assert.Equal("I asked chat g p t. Chat g p t, chatter and gpt", await session.TextAsync());
        var result = await person.ReplaceAsync(new { fromSession = true });

        Assert.Equal(2, result.GetProperty("cues").GetInt32());
        Assert.Equal("I asked ChatGPT. ChatGPT, chatter and gpt", await session.TextAsync());
        Assert.All(await session.CuesAsync(), cue => Assert.Equal(cue.Text.Split(' '), cue.Words!.Select(word => word.Text)));
        await person.UndoAsync();
        Assert.Equal("I asked chat g p t. Chat g p t, chatter and gpt", await session.TextAsync());
    }

    private static Cue CueOf(string text) => new()
    {
        SessionId = "s",
        Seq = 1,
        Id = "c1",
        Revision = 1,
        Kind = CueKind.Final,
        Start = 0,
        End = 10,
        Text = text,
        Words = [.. text.Split(' ').Select((word, i) => new CueWord(word, i, i + 0.5, 0.9))],
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
