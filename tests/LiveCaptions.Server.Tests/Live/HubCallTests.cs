using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.AspNetCore.SignalR;

namespace LiveCaptions.Server.Tests.Live;

/// <summary>How the hub may be called, by people who do not write C#.</summary>
public sealed class HubCallTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Watch_without_a_seq_begins_at_the_start(bool messagePack)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1), FakeSpeech.Say(2));
        await using var viewer = await HubClient.ConnectAsync(server, messagePack);

        Assert.Equal(["w1", "w2"], (await viewer.CallAsync("Watch", session.Id)).Cues.Select(cue => cue.Text));
        Assert.Equal(["w1", "w2"], (await viewer.CallAsync("watch", session.Id, null)).Cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whole_number_is_one_however_it_is_written(bool messagePack)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.PublishedAsync(new { }, FakeSpeech.Say(1), FakeSpeech.Say(2));
        var first = (await session.CuesAsync())[0].Seq;
        await using var viewer = await HubClient.ConnectAsync(server, messagePack);

        object[] writings = [first, (double)first, (decimal)first + 0.0m, $"{first}", $"{first}.0", $" {first}e0 "];
        foreach (var seq in writings)
        {
            Assert.Equal("w2", Assert.Single((await viewer.CallAsync("Watch", session.Id, seq)).Cues).Text);
        }
    }

    /// <summary>
    /// Nothing is known behind a seq that was never given out; what comes later must not be taken for what the viewer has.
    /// </summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(9_007_199_254_740_991)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task Seq_that_the_session_never_gave_out_hides_nothing(long seq)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await using var events = await EventViewer.ConnectAsync(server, session.Id, seq > 0 ? $"{seq}" : null);
        await events.FinalsAsync(1);
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: false);
        var reply = await viewer.CallAsync("Watch", session.Id, seq);

        await publisher.SendAsync(FakeSpeech.Say(2));
        await publisher.CloseAsync();
        await viewer.UntilFinishedAsync();
        Assert.Contains("w1", reply.Cues.Select(cue => cue.Text));
        Assert.Contains("w2", viewer.Cues.Select(cue => cue.Text));
        await events.FinalsAsync(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_no_whole_number_is_refused_with_what_is_wanted(bool messagePack)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack);

        (object Seq, string Shown)[] wrong =
        [
            (12.7, "12.7"), ("soon", "soon"), (1e30, "1E+30"),
            (ulong.MaxValue, "18446744073709551615"), (true, "true"), ("NaN", "NaN"), ("", ".")
        ];
        foreach (var (seq, shown) in wrong)
        {
            await AssertRefusedAsync(
                $"afterSeq is a whole number or left out, not {shown}", () => viewer.CallAsync("Watch", session.Id, seq));
        }

        Assert.Empty((await viewer.WatchAsync(session.Id)).Cues);
    }

    [Fact]
    public async Task Number_that_is_none_is_refused_with_what_is_wanted()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack: true);

        await AssertRefusedAsync(
            "afterSeq is a whole number or left out, not NaN", () => viewer.CallAsync("Watch", session.Id, double.NaN));
        await AssertRefusedAsync(
            "afterSeq is a whole number or left out, not Infinity", () => viewer.CallAsync("Watch", session.Id, double.PositiveInfinity));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_that_cannot_be_is_told_how_it_is_done(bool messagePack)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await HubClient.ConnectAsync(server, messagePack);

        await AssertRefusedAsync("Watch(sessionId, afterSeq?); there were 0 arguments", () => viewer.CallAsync("Watch"));
        await AssertRefusedAsync(
            "Watch(sessionId, afterSeq?); there were 3 arguments", () => viewer.CallAsync("Watch", session.Id, 1, new[] { "de" }));
        await AssertRefusedAsync("Watch(sessionId, afterSeq?)", () => viewer.CallAsync("Watch", [.. Enumerable.Repeat<object?>("x", 40)]));
        await AssertRefusedAsync("sessionId is text, not null", () => viewer.CallAsync("Watch", (object?)null));
        await AssertRefusedAsync("sessionId is text, not null", () => viewer.CallAsync("Watch", null, null));
        await AssertRefusedAsync("sessionId is text, not 5", () => viewer.CallAsync("Watch", 5, 5));
        await AssertRefusedAsync("sessionId is text, not", () => viewer.CallAsync("Watch", new { id = session.Id }));
        await AssertRefusedAsync("Unwatch(sessionId); there were 0 arguments", () => viewer.CallAsync("Unwatch"));
        await AssertRefusedAsync("sessionId is text, not null", () => viewer.CallAsync("Unwatch", (object?)null));
        await AssertRefusedAsync(
            "There is no such method; there are Unwatch(sessionId) and Watch(sessionId, afterSeq?) "
                + "and WatchLanguages(sessionId, afterSeq?, languages?)",
            () => viewer.CallAsync("Listen", session.Id));
        await AssertRefusedAsync("There is no such method", () => viewer.CallAsync("Dispose"));
        await AssertRefusedAsync("There is no such method", () => viewer.CallAsync("OnDisconnectedAsync", "x"));

        Assert.Empty((await viewer.WatchAsync(session.Id)).Cues);
    }

    private static async Task AssertRefusedAsync(string line, Func<Task> call) =>
        Assert.Contains(line, (await Assert.ThrowsAsync<HubException>(call)).Message, StringComparison.Ordinal);
}
