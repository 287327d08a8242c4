using System.Net.Http.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Live;

public sealed class CaptionHubTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Late_joiner_gets_every_final_once_and_in_order(bool messagePack)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await using var early = await EventViewer.ConnectAsync(server, session.Id);
        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
        await early.FinalsAsync(2);

        await using var viewer = await HubClient.ConnectAsync(server, messagePack);
        var reply = await viewer.WatchAsync(session.Id);
        await publisher.SendAsync([.. FakeSpeech.Say(3), .. FakeSpeech.Say(4)]);
        await publisher.CloseAsync();
        await viewer.UntilFinishedAsync();

        Assert.Equal("live", reply.Session.State.ToString(), ignoreCase: true);
        var finals = reply.Cues.Concat(viewer.Cues).Where(c => c.Kind == CueKind.Final).ToList();
        Assert.Equal(["w1", "w2", "w3", "w4"], finals.Select(c => c.Text));
        Assert.Equal(finals.Select(c => c.Seq).Order(), finals.Select(c => c.Seq));
        Assert.Equal(reply.Cues[^1].Seq, reply.Seq);
    }

    [Fact]
    public async Task Interim_is_replaced_by_final_of_the_same_id()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        await viewer.WatchAsync(session.Id);
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Begin(1, 2, 3));
        await viewer.UntilAsync(cue => cue.Kind == CueKind.Interim && cue.Text.Length > 0);
        await publisher.CloseAsync();
        await viewer.UntilFinishedAsync();

        var final = viewer.Cues.Single(c => c.Kind == CueKind.Final);
        var interim = viewer.Cues.First(c => c.Kind == CueKind.Interim);
        Assert.Equal(interim.Id, final.Id);
        Assert.True(final.Revision > interim.Revision);
        Assert.Equal(viewer.Cues.Select(c => c.Seq).Order(), viewer.Cues.Select(c => c.Seq));
    }

    [Fact]
    public async Task Watching_after_a_seq_gives_what_came_behind_it()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2)]);
            await publisher.CloseAsync();
        }

        var first = (await session.CuesAsync())[0];
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        var reply = await viewer.WatchAsync(session.Id, first.Seq);

        Assert.Equal("w2", Assert.Single(reply.Cues).Text);
    }

    [Fact]
    public async Task MessagePack_has_the_contracts_names()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        await using var viewer = await HubClient.ConnectAsync(server, messagePack: true, raw: true);
        var reply = await viewer.WatchRawAsync(session.Id);

        var cue = (IDictionary<object, object>)((object[])reply["cues"])[0];
        Assert.Equal("final", cue["kind"]);
        Assert.Equal(session.Id, cue["sessionId"]);
        Assert.DoesNotContain("speaker", cue.Keys);
    }

    [Fact]
    public async Task Correction_after_the_end_reaches_who_still_watches()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        await viewer.WatchAsync(session.Id);
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        await viewer.UntilFinishedAsync();
        var cue = Assert.Single(await session.CuesAsync());
        using var response = await server.Http.PatchAsJsonAsync($"/api/sessions/{session.Id}/cues/{cue.Id}", new { text = "Right" });
        await viewer.UntilAsync(c => c is { Text: "Right", Edited: true } && c.Id == cue.Id);

        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Unknown_session_is_said_so()
    {
        await using var server = await TestServer.StartAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);

        var error = await Assert.ThrowsAsync<HubException>(() => viewer.WatchAsync("nothere"));

        Assert.Contains("nothere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_that_unwatches_gets_no_more()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        await viewer.WatchAsync(session.Id);
        await viewer.UnwatchAsync(session.Id);

        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await publisher.CloseAsync();
        }

        await viewer.UnwatchAsync(session.Id);
        Assert.Empty(viewer.Cues);
        Assert.Equal(0, server.Services.GetRequiredService<CueBroadcaster>().Viewers);
    }
}
