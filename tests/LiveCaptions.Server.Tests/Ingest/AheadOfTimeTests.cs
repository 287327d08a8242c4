using System.Net.WebSockets;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>
/// Hours of audio do not come in seconds: a publisher may be a minute ahead of the time it takes to speak, and then goes on at that pace.
/// </summary>
[Collection(Children.Collection)]
public sealed class AheadOfTimeTests
{
    private const int LowRate = 8_000;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private double Passed => (_time.GetUtcNow() - _time.Start).TotalSeconds;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Web_socket_that_sends_faster_than_it_is_spoken_is_taken_from_in_time_and_nothing_is_lost()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync($"&sampleRate={LowRate}");
        var sending = SendAsync(publisher, messages: 2);

        await session.RecordedAsync(60);
        Assert.Equal(60, await session.DurationAsync(), 0.001);
        for (var seconds = 70; seconds <= 120; seconds += 10)
        {
            await UntilRecordedAsync(session, seconds);
        }

        await UntilRecordedAsync(session, 127.9);
        await sending;
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await publisher.CloseAsync());
        Assert.Equal(128, await session.DurationAsync(), 0.001);
    }

    [Fact]
    public async Task Publisher_that_waits_leaves_at_once_when_its_session_is_finished()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync($"&sampleRate={LowRate}");
        await SendAsync(publisher, messages: 1);
        await session.RecordedAsync(60);

        using var finished = await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await publisher.UntilClosedAsync());
        Assert.Equal(60, await session.DurationAsync(), 0.001);
    }

    [Fact]
    public async Task Who_comes_back_again_and_again_is_no_further_ahead_for_it()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        for (var i = 0; i < 3; i++)
        {
            // The one before is gone as soon as the server has noticed.
            await using var publisher = await Eventually.SucceedsAsync(() => session.PublishAsync($"&sampleRate={LowRate}"));
            await SendAsync(publisher, messages: 1);
            await session.RecordedAsync(60);
            publisher.Abort();
        }

        Assert.Equal(60, await session.DurationAsync(), 0.001);
    }

    [Fact]
    public async Task Timestamps_that_leap_make_no_hours_of_silence()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var tags = await FlvFile.EncodeAsync(Tone.Of(9), Cancel);

        // Half a second each, for more than three minutes.
        var sending = client.SendAllAsync([.. tags.Select((tag, i) => tag with { Timestamp = (uint)(500 * i) })]);
        await session.RecordedAsync(58);
        Assert.InRange(await session.DurationAsync(), 58, 61);

        await UntilRecordedAsync(session, 69);
        await sending;
        using var finished = await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", content: null);
        await client.UntilClosedAsync(Cancel);
        Assert.InRange(await session.DurationAsync(), 69, 61 + Passed);
    }

    [Fact]
    public async Task Whip_publisher_is_not_further_ahead_than_it_may_be()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:MaxAheadSeconds", "1"));
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 1.9);
        await session.RecordedAsync(0.9);

        var view = await session.ViewAsync();
        var passed = TimeProvider.System.GetUtcNow() - view.GetProperty("startedAt").GetDateTimeOffset();
        Assert.True(view.GetProperty("duration").GetDouble() - passed.TotalSeconds < 1.2);
        Assert.Equal(200, await speaker.DeleteAsync());
        Assert.Equal(["aheadOfTime"], await session.NoticesAsync());
        Assert.Equal(1.9 - await session.DurationAsync(), await session.LostAudioAsync(), 0.05);
    }

    private Task<TestServer> StartAsync() =>
        TestServer.StartAsync(
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_time), settings: ("Ingest:MaxAheadSeconds", "60"));

    /// <summary>
    /// Lets time pass until so much is recorded, and sees that it is no more than may be by then. In small steps, as the server may begin
    /// to wait only after the first of them.
    /// </summary>
    private async Task UntilRecordedAsync(TestSession session, double seconds)
    {
        await session.Server.UntilAsync(async () =>
        {
            var duration = await session.DurationAsync();
            Assert.True(duration <= 61 + Passed, $"{duration} s are recorded after {Passed} s.");
            if (duration >= seconds - 0.001)
            {
                return true;
            }

            _time.Advance(TimeSpan.FromMilliseconds(500));
            return false;
        });
    }

    /// <summary>Messages of 64 s.</summary>
    private static async Task SendAsync(TestPublisher publisher, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            await publisher.SendAsync(new short[64 * LowRate]);
        }
    }
}
