using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Limits;

namespace LiveCaptions.Server.Tests.Live;

/// <summary>Long sessions come in pages.</summary>
public sealed class WatchPageTests
{
    private const int PageBytes = 256 * 1024;

    [Fact]
    public async Task Watching_gives_the_newest_page_and_says_that_there_is_more()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 1_000, textLength: 10);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: true);

        var reply = await viewer.WatchAsync(session.Id);

        Assert.Equal(Enumerable.Range(701, 300).Select(seq => (long)seq), reply.Cues.Select(cue => cue.Seq));
        Assert.Equal((1_000, true), (reply.Seq, reply.More));
    }

    [Fact]
    public async Task Page_is_bounded_in_bytes_too()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 300, textLength: 2_000);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);

        var reply = await viewer.WatchAsync(session.Id);

        Assert.InRange(reply.Cues.Sum(cue => cue.Text.Length), PageBytes / 2, PageBytes);
        Assert.Equal((300, true), (reply.Seq, reply.More));
    }

    [Theory]
    [InlineData(0, 200, false)]
    [InlineData(50, 150, false)]
    [InlineData(200, 0, false)]
    public async Task All_behind_a_seq_is_there_where_it_fits(long after, int count, bool more)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 200, textLength: 10);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);

        var reply = await viewer.WatchAsync(session.Id, after);

        Assert.Equal((count, more, 200), (reply.Cues.Count, reply.More, reply.Seq));
    }

    [Fact]
    public async Task Reply_and_older_pages_together_are_all_finals_in_order()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 1_000, textLength: 10);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        var all = (await viewer.WatchAsync(session.Id)).Cues.ToList();

        var path = (string?)$"/api/sessions/{session.Id}/cues?before={all[0].Seq}&limit=128";
        while (path is not null)
        {
            using var response = await server.Http.GetAsync(path);
            var page = (await response.Content.ReadFromJsonAsync<List<Cue>>(CaptionJson.Options))!;
            Assert.Equal(page[^1].Seq, all[0].Seq - 1);
            all.InsertRange(0, page);
            path = LinkOf(response, "prev");
        }

        Assert.Equal(Enumerable.Range(1, 1_000).Select(seq => (long)seq), all.Select(cue => cue.Seq));
    }

    [Fact]
    public async Task Links_lead_both_ways()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 10, textLength: 10);
        var cues = $"/api/sessions/{session.Id}/cues";

        Assert.Equal((null, $"{cues}?after=4&limit=4"), await LinksOf(server, $"{cues}?limit=4"));
        Assert.Equal(($"{cues}?before=5&limit=4", $"{cues}?after=8&limit=4"), await LinksOf(server, $"{cues}?after=4&limit=4"));
        Assert.Equal(($"{cues}?before=9&limit=4", null), await LinksOf(server, $"{cues}?after=8&limit=4"));
        Assert.Equal(($"{cues}?before=7&limit=4", $"{cues}?after=10&limit=4"), await LinksOf(server, $"{cues}?before=11&limit=4"));
        Assert.Equal((null, $"{cues}?after=2&limit=4"), await LinksOf(server, $"{cues}?before=3&limit=4"));
        Assert.Equal(
            ($"{cues}?before=6&after=2&limit=4", $"{cues}?after=9&limit=4"), await LinksOf(server, $"{cues}?before=10&after=2&limit=4"));
    }

    [Fact]
    public async Task Events_give_every_final_behind_the_last_id_however_many_there_are()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await session.FillAsync(finals: 1_000, textLength: 10);
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id, lastEventId: "123");

        await viewer.FinalsAsync(877);

        Assert.Equal(Enumerable.Range(124, 877).Select(seq => (long)seq), viewer.Seqs);
    }

    [Fact]
    public async Task Seq_is_the_highest_that_the_reply_holds_and_what_was_open_then_comes_when_it_is_final()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await using var early = await EventViewer.ConnectAsync(server, session.Id);
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Begin(2, 3, 4)]);
        await early.ReadUntilAsync(v =>
            v.Messages.Exists(cue => cue.Kind == CueKind.Interim && cue.Text.StartsWith("w2", StringComparison.Ordinal)) && v.Finals.Any());

        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        var reply = await viewer.WatchAsync(session.Id);
        Assert.Contains(reply.Cues, cue => cue.Kind == CueKind.Interim);
        Assert.Equal(reply.Cues.Max(cue => cue.Seq), reply.Seq);
        await publisher.CloseAsync();

        await using var again = await HubClient.ConnectAsync(server, messagePack: false);
        var rest = await again.WatchAsync(session.Id, reply.Seq);
        Assert.Equal(
            (await session.CuesAsync()).Select(cue => cue.Text),
            reply.Cues.Where(cue => cue.Kind == CueKind.Final).Concat(rest.Cues).Select(cue => cue.Text));
    }

    private static async Task<(string? Prev, string? Next)> LinksOf(TestServer server, string path)
    {
        using var response = await server.Http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        return (LinkOf(response, "prev"), LinkOf(response, "next"));
    }

    private static string? LinkOf(HttpResponseMessage response, string relation)
    {
        var links = response.Headers.TryGetValues("Link", out var values) ? string.Join(", ", values).Split(", ") : [];
        return links.FirstOrDefault(link => link.EndsWith($"rel=\"{relation}\"", StringComparison.Ordinal))?.Split('<', '>')[1];
    }
}
