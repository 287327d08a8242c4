using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Live.Sinks;

public sealed class YouTubeSinkTests
{
    [Fact]
    public async Task Finals_come_with_seqs_one_by_one_and_the_time_at_which_they_were_spoken()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        var created = await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        Assert.Equal("youtube", created.GetProperty("type").GetString());
        await server.UntilStateAsync(session.Id, "yt", "live");

        await PublishAsync(session, [.. FakeSpeech.Say(1, 2), .. FakeSpeech.Silence(2), .. FakeSpeech.Say(3)]);
        var sink = await server.UntilStateAsync(session.Id, "yt", "ended");

        Assert.Equal(["w1 w2", "w3"], youTube.Captions.Select(c => c.Text));
        Assert.Equal([1, 2, 3], youTube.Seqs);
        Assert.Empty(youTube.Refusals);
        var startedAt = (await server.GetAsync($"/api/sessions/{session.Id}")).GetProperty("startedAt").GetDateTimeOffset();
        var starts = (await session.CuesAsync()).Select(c => c.Start);
        Assert.All(
            youTube.Captions.Zip(starts), pair => Assert.InRange((pair.First.At - startedAt).TotalSeconds - pair.Second, -0.002, 0.002));
        Assert.Equal(2, sink.GetProperty("sent").GetInt32());
        Assert.Equal(0, sink.GetProperty("dropped").GetInt32());
    }

    [Fact]
    public async Task What_is_tried_again_keeps_its_seq_and_nothing_is_lost_or_doubled()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        await server.UntilStateAsync(session.Id, "yt", "live");

        youTube.NextLosesItsAnswer();
        youTube.NextIsCut();
        youTube.NextAnswers(503, retryAfter: "1");
        youTube.NextAnswers(500);
        await PublishAsync(session, [.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        var sink = await server.UntilStateAsync(session.Id, "yt", "ended");

        Assert.Equal(["w1", "w2", "w3"], youTube.Captions.Select(c => c.Text));
        Assert.Equal([2, 3, 4], youTube.Captions.Select(c => c.Seq));
        Assert.Equal([2], youTube.Repeated);
        Assert.Empty(youTube.Jumped);
        Assert.Equal(3, sink.GetProperty("sent").GetInt32());
    }

    [Fact]
    public async Task Caption_that_is_refused_is_dropped_and_the_next_one_goes()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        await server.UntilStateAsync(session.Id, "yt", "live");
        await using var publisher = await session.PublishAsync();

        youTube.NextAnswers(400);
        await publisher.SendAsync(FakeSpeech.Say(1));
        var failing = await server.UntilStateAsync(session.Id, "yt", "failing");
        await publisher.SendAsync(FakeSpeech.Say(2));
        var live = await server.UntilStateAsync(session.Id, "yt", "live");

        Assert.Contains("refused a caption (400)", SinkClient.ErrorOf(failing), StringComparison.Ordinal);
        Assert.Equal(1, live.GetProperty("dropped").GetInt32());
        Assert.Null(SinkClient.ErrorOf(live));
        Assert.Equal(["w2"], youTube.Captions.Select(c => c.Text));
        Assert.Empty(youTube.Jumped);
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(1_000_000)]
    public async Task Clock_that_is_days_away_is_not_believed(int days)
    {
        await using var youTube = await FakeYouTube.StartAsync();
        youTube.ClockOffset = TimeSpan.FromDays(days);
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });

        var sink = await server.UntilStateAsync(session.Id, "yt", "live");

        Assert.False(sink.TryGetProperty("clockSkew", out var skew), $"A skew of {skew} s.");
    }

    [Theory]
    [InlineData(120)]
    [InlineData(-120)]
    public async Task Clock_that_is_wrong_is_put_right_by_the_replies(int seconds)
    {
        await using var youTube = await FakeYouTube.StartAsync();
        youTube.ClockOffset = TimeSpan.FromSeconds(seconds);
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        var sink = await server.UntilStateAsync(session.Id, "yt", "live");
        Assert.InRange(sink.GetProperty("clockSkew").GetDouble(), seconds - 1, seconds + 1);
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Say(1));
        await SinkClient.UntilAsync(() => youTube.Captions.Count == 1, () => "");
        Assert.Empty(youTube.Refusals);

        // A clock that is set while captions run costs one more POST, not a caption.
        youTube.ClockOffset = TimeSpan.Zero;
        await publisher.SendAsync(FakeSpeech.Say(2));
        await SinkClient.UntilAsync(() => youTube.Captions.Count == 2, () => "");
        Assert.Single(youTube.Refusals);
        Assert.Empty(youTube.Jumped);
        Assert.Equal("live", SinkClient.StateOf(await server.UntilSinkAsync(session.Id, "yt", s => s.GetProperty("sent").GetInt32() == 2)));
    }

    [Fact]
    public async Task Address_that_is_refused_is_told_without_its_key_and_can_be_put_right()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        youTube.IsOpen = false;
        using var log = new LogCapture();
        await using var server = await YouTubeSinks.StartAsync(configure: builder =>
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        var session = await server.CreateSessionAsync();
        var created = await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        var failing = await server.UntilStateAsync(session.Id, "yt", "failing");

        Assert.Contains("(403)", SinkClient.ErrorOf(failing), StringComparison.Ordinal);
        Assert.EndsWith("/…", failing.GetProperty("address").GetString(), StringComparison.Ordinal);
        foreach (var told in (string[])[
            created.ToString(), failing.ToString(), (await server.GetAsync($"/api/sessions/{session.Id}/sinks")).ToString(), .. log.Lines
        ])
        {
            Assert.DoesNotContain(FakeYouTube.Key, told, StringComparison.OrdinalIgnoreCase);
        }

        youTube.IsOpen = true;
        await server.PutSinkAsync(session.Id, "yt", new { delay = 0 });
        await server.UntilStateAsync(session.Id, "yt", "live");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task What_answers_is_never_quoted(int status)
    {
        await using var youTube = await FakeYouTube.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            youTube.NextSays(status, "what only this machine can read");
        }

        using var log = new LogCapture();
        await using var server = await YouTubeSinks.StartAsync(configure: builder =>
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        var sink = await server.UntilStateAsync(session.Id, "yt", status == 200 ? "live" : "failing");

        Assert.All(
            (string[])[sink.ToString(), .. log.Lines], told => Assert.DoesNotContain("only this machine", told, StringComparison.Ordinal));
        Assert.Equal(status != 200, SinkClient.ErrorOf(sink)?.Contains($"{status}", StringComparison.Ordinal) ?? false);
        Assert.Equal(0, youTube.Followed);
    }

    [Fact]
    public async Task YouTube_that_stalls_holds_up_nobody()
    {
        await using var stalled = await FakeYouTube.StartAsync();
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        var never = new TaskCompletionSource();
        for (var i = 0; i < 10; i++)
        {
            stalled.NextWaitsFor(never.Task);
        }

        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "stalled", new { type = "youtube", url = stalled.Url });
        await server.PutSinkAsync(session.Id, "gone", new { type = "obs", address = "127.0.0.1:1" });
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);

        await PublishAsync(session, [.. Enumerable.Range(1, 20).SelectMany(word => FakeSpeech.Say(word))]);
        await viewer.ReadToEndAsync();
        await SinkClient.UntilAsync(() => youTube.Captions.Count == 20, () => $"{youTube.Captions.Count}");

        Assert.Equal(20, viewer.Finals.Count());
        Assert.Equal("finished", await session.StateAsync());
        Assert.NotEqual("live", SinkClient.StateOf(await server.SinkAsync(session.Id, "stalled")));
        Assert.Contains("OBS cannot be reached", SinkClient.ErrorOf(await server.SinkAsync(session.Id, "gone")), StringComparison.Ordinal);
        never.SetResult();
    }

    [Fact]
    public async Task Server_that_is_started_again_goes_on_with_the_next_seq()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Say(1));
            await server.UntilSinkAsync(session.Id, "yt", sink => sink.GetProperty("sent").GetInt32() == 1);
        }

        await server.StopAsync();
        var data = server.CopyOfData();
        await using var again = await YouTubeSinks.StartAsync(data);
        await using (var publisher = await session.PublishAsync(at: again))
        {
            await publisher.SendAsync(FakeSpeech.Say(2));
            await publisher.CloseAsync();
        }

        var sink = await again.UntilStateAsync(session.Id, "yt", "ended");
        Assert.Equal(["w1", "w2"], youTube.Captions.Select(c => c.Text));
        Assert.Equal([1, 2, 3, 4], youTube.Seqs);
        Assert.Equal(2, sink.GetProperty("sent").GetInt32());
    }

    [Fact]
    public async Task Next_session_goes_on_with_the_seq_of_the_broadcasts_key()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        foreach (var word in (int[])[1, 2])
        {
            var session = await server.CreateSessionAsync();
            await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url });
            await PublishAsync(session, FakeSpeech.Say(word));
            await server.UntilStateAsync(session.Id, "yt", "ended");
        }

        Assert.Equal(["w1", "w2"], youTube.Captions.Select(c => c.Text));
        Assert.Empty(youTube.Repeated);
        Assert.Empty(youTube.Jumped);
    }

    [Fact]
    public async Task Sink_that_comes_late_gets_what_is_said_from_then_on()
    {
        await using var youTube = await FakeYouTube.StartAsync();
        await using var server = await YouTubeSinks.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(FakeSpeech.Say(1));
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await viewer.FinalsAsync(1);

        await server.PutSinkAsync(session.Id, "yt", new { type = "youtube", url = youTube.Url, delay = 2.5 });
        await publisher.SendAsync(FakeSpeech.Say(2));
        await publisher.CloseAsync();
        await server.UntilStateAsync(session.Id, "yt", "ended");

        var caption = Assert.Single(youTube.Captions);
        Assert.Equal("w2", caption.Text);
        var startedAt = (await server.GetAsync($"/api/sessions/{session.Id}")).GetProperty("startedAt").GetDateTimeOffset();
        Assert.InRange((caption.At - startedAt).TotalSeconds - (await session.CuesAsync())[1].Start, 2.498, 2.502);
    }

    private static async Task PublishAsync(TestSession session, short[] samples)
    {
        await using var publisher = await session.PublishAsync();
        await publisher.SendAsync(samples);
        await publisher.CloseAsync();
    }
}
