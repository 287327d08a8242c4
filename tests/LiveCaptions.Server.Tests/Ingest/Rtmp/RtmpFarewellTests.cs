using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Whoever ends it, the publisher is told before the connection closes.</summary>
[Collection(Children.Collection)]
public sealed class RtmpFarewellTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finish_sends_the_publisher_away()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel));
        await session.RecordedAsync(0.9);

        (await server.Http.PostAsync($"/api/sessions/{session.Id}/finish", null, Cancel)).EnsureSuccessStatusCode();

        Assert.Equal("NetConnection.Connect.Closed", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel);
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(0, server.Refusals.Of("session_ended")); // nobody was sent away for what they did
        await Assert.ThrowsAsync<RtmpRefusedException>(() => RtmpClient.PublishAsync(session.Rtmp(), Cancel));
    }

    [Fact]
    public async Task Stopping_server_sends_publishers_away_and_a_new_one_takes_them_up()
    {
        var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var tags = await FlvFile.EncodeAsync(Tone.Of(1), Cancel);
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await client.SendAllAsync(tags);
        await session.RecordedAsync(0.9);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal("NetConnection.Connect.Closed", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel);
        await using var restarted = await TestServer.StartAsync(server.CopyOfData());
        var address = new Uri((await restarted.CreateSessionAsync()).Rtmp(), $"/live/{session.Key}");
        using var again = await RtmpClient.PublishAsync(address, Cancel);
        await again.SendAllAsync(tags);
        await again.UnpublishAsync(Cancel);
        Assert.Equal("finished", await session.StateAsync(restarted));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Finals_that_take_longer_than_a_publisher_may_be_silent_do_not_cut_its_goodbye_short()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var recognizing = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            recognizer: new FakeRecognizer { BeforeFrame = (_, cancel) => recognizing.Task.WaitAsync(cancel) },
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel));
        client.Command("FCUnpublish", amf => amf.Null());
        Assert.Equal("NetStream.Unpublish.Success", await client.StatusAsync(Cancel));
        await session.UntilStateAsync("finishing");

        time.Advance(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        recognizing.SetResult();

        Assert.Null(await client.NextAsync(Cancel)); // closed, not aborted
        Assert.Equal("finished", await session.StateAsync());
    }

    [Fact]
    public async Task Fault_of_ours_while_audio_comes_is_told_and_the_session_waits()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await ChangeTablesAsync("ALTER TABLE Tracks RENAME TO Hidden");

        await client.SendAllAsync([.. (await FlvFile.EncodeAsync(Tone.Of(1), Cancel)).Take(3)]);

        Assert.Equal("NetConnection.Connect.Closed", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel);
        Assert.Equal(1, server.Refusals.Of("internal_error"));
        Assert.Equal("live", await session.StateAsync());
        await ChangeTablesAsync("ALTER TABLE Hidden RENAME TO Tracks");

        Task ChangeTablesAsync(string sql) =>
            server.Services.GetRequiredService<CaptionDatabase>().WriteAsync(db => db.Database.ExecuteSqlRawAsync(sql, Cancel));
    }

    [Fact]
    public async Task Fault_of_ours_before_anything_is_published_is_told_and_logged()
    {
        using var log = new LogCapture();
        await using var server = await TestServer.StartAsync(configure: builder =>
        {
            builder.Services.AddSingleton<IOptions<IngestOptions>>(new NoOptions());
            builder.Logging.AddProvider(log);
        });
        var session = await server.CreateSessionAsync();

        var refused = await Assert.ThrowsAsync<RtmpRefusedException>(() => RtmpClient.PublishAsync(session.Rtmp(), Cancel));

        Assert.Equal("NetStream.Publish.BadName", refused.Code);
        Assert.Contains(
            log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("no options", StringComparison.Ordinal));
    }

    private sealed class NoOptions : IOptions<IngestOptions>
    {
        public IngestOptions Value => throw new InvalidOperationException("There are no options.");
    }
}
