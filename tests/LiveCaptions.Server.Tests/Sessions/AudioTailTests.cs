using System.Net.Http.Json;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Sessions;

/// <summary>Audio while the disk takes none: it waits in memory, up to a bound.</summary>
public sealed class AudioTailTests
{
    private readonly FaultyStorage _storage = new();

    [Fact]
    public async Task Publisher_that_can_wait_loses_nothing_beyond_the_bound()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        int[] words = [.. Enumerable.Range(1, 20)];
        var said = FakeSpeech.Say(words);

        _storage.DiskIsFull = true;
        await publisher.SendAsync(said);
        await server.UntilAsync(async () => await session.DurationAsync() >= 1);
        Assert.True(await session.DurationAsync() <= 3, "more is held than may be");
        Assert.Equal(0, (await publisher.NextAsync("ack")).GetProperty("received").GetDouble());
        _storage.DiskIsFull = false;
        await publisher.CloseAsync();

        Assert.Equal(FakeSpeech.Text(words), await session.TextAsync());
        Assert.Equal(said, session.Recording());
        Assert.Equal(0, await session.LostAudioAsync());
    }

    /// <summary>As RTMP and WHIP are, which cannot send anything again.</summary>
    [Fact]
    public async Task Publisher_that_cannot_wait_loses_what_is_beyond_the_bound_and_keeps_its_times()
    {
        await using var server = await StartAsync();
        var session = await server.CreateSessionAsync();
        var (publisher, _) = await server.Services.GetRequiredService<IngestGate>().AdmitAsync(session.Id, speaker: null);
        await publisher!.Track.AppendAsync(FakeSpeech.Say(1));
        _storage.DiskIsFull = true;
        var word = FakeSpeech.Say(2);
        for (var i = 0; i < 10; i++)
        {
            await publisher.Track.AppendAsync(word);
        }

        var lost = await session.LostAudioAsync();
        Assert.InRange(lost, 1, (10 * word.Length / 16_000d) - 1.5);
        _storage.DiskIsFull = false;
        await server.UntilAsync(async () => (await server.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        await publisher.Track.AppendAsync(FakeSpeech.Say(3));
        await publisher.Tracks.CloseAsync();

        Assert.Equal(FakeSpeech.Say(1).Length + (10 * word.Length) + FakeSpeech.Say(3).Length, session.Recording().Length);
        Assert.Equal(FakeSpeech.Say(3), session.Recording()[^FakeSpeech.Say(3).Length..]);
        Assert.EndsWith("w3", await session.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(lost, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Publisher_that_comes_back_sends_what_is_not_on_disk_and_none_of_it_is_heard_twice()
    {
        await using var server = await StartAsync(("Storage:TailSeconds", "60"));
        var session = await server.CreateSessionAsync();
        short[] all = [.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)];
        await using (var first = await session.PublishAsync())
        {
            await first.SendAsync(FakeSpeech.Say(1));
            await first.AcknowledgedAsync(FakeSpeech.Say(1).Length / 16_000d);
            _storage.DiskIsFull = true;
            await first.SendAsync(FakeSpeech.Say(2));
            await session.RecordedAsync((FakeSpeech.Say(1).Length + FakeSpeech.Say(2).Length) / 16_000d);
            first.Abort();
        }

        await using var back = await Eventually.SucceedsAsync(() => session.PublishAsync());
        var received = (int)Math.Round(back.Received * 16_000);
        Assert.Equal(FakeSpeech.Say(1).Length, received);
        _storage.DiskIsFull = false;
        await back.SendAsync(all[received..]);
        await back.CloseAsync();

        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
        Assert.Equal(all, session.Recording());
    }

    [Fact]
    public async Task Nearly_full_disk_is_told_at_every_door_and_leaves_alone_what_is_live()
    {
        await using var server = await StartAsync();
        var (live, waiting) = (await server.CreateSessionAsync(), await server.CreateSessionAsync());
        await using var publisher = await live.PublishAsync();
        _storage.FreeBytes = 400L * 1024 * 1024;
        await server.UntilAsync(async () => !(await server.Http.GetAsync("/health/ready")).IsSuccessStatusCode);

        using (var created = await server.Http.PostAsJsonAsync("/api/sessions", new { }))
        {
            Assert.NotNull(created.Headers.RetryAfter);
            await Task.FromResult(created).RefusesAsync(507, "storage_full");
        }

        using (var form = TestImports.Form(TestImports.Wav(FakeSpeech.Say(1))))
        {
            await server.Http.PostAsync("/api/sessions/import", form).RefusesAsync(507, "storage_full");
        }

        await server.Http.PostAsJsonAsync($"/api/sessions/{waiting.Id}/cues", new { start = 0, end = 1, text = "x" })
            .RefusesAsync(507, "storage_full");
        await server.Http.PostAsync($"/api/sessions/{waiting.Id}/undo", content: null).RefusesAsync(507, "storage_full");
        Assert.Equal(204, (int)(await server.Http.DeleteAsync($"/api/sessions/{waiting.Id}/edits")).StatusCode);
        await waiting.PostWhipAsync().RefusesAsync(507, "storage_full");
        Assert.Equal(507, (await Assert.ThrowsAsync<RefusedException>(() => waiting.PublishAsync())).Status);
        await Assert.ThrowsAsync<RtmpRefusedException>(() =>
            RtmpClient.PublishAsync(waiting.Rtmp(), TestContext.Current.CancellationToken));
        Assert.Equal(3, server.Refusals.Of("storage_full"));

        await publisher.SendAsync(FakeSpeech.Say(1));
        await publisher.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1), await live.TextAsync());
        _storage.FreeBytes = long.MaxValue;
        await server.UntilAsync(async () => (await server.Http.GetAsync("/health/ready")).IsSuccessStatusCode);
        await server.CreateSessionAsync();
    }

    /// <summary>Two seconds wait for the disk at most.</summary>
    private Task<TestServer> StartAsync(params (string Name, string Value)[] settings) =>
        TestServer.StartAsync(
            configure: builder => _storage.AddTo(builder.Services),
            settings: [.. settings, ("Ingest:AckSeconds", "0.1"), ("Storage:TailSeconds", "2")]);
}
