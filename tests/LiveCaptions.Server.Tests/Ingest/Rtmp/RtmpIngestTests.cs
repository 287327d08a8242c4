using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

[Collection(Children.Collection)]
public sealed class RtmpIngestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Aac_is_recorded_with_its_length_and_unpublish_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        Assert.Equal("live", await session.StateAsync());

        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(2), Cancel));
        await client.UnpublishAsync(Cancel);

        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(2, session.Recording().Length / 16_000.0, 0.1);
        Assert.Equal([new(0, 2)], Tone.In(session.Recording()), Tone.Within(0.1));
    }

    [Fact]
    public async Task Three_seconds_missing_in_the_timestamps_are_three_seconds_of_silence()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync(
            await FlvFile.EncodeAsync(Tone.Of(3), Cancel), at: timestamp => timestamp < 1_000 ? timestamp : timestamp + 3_000);
        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 1), new(4, 6)], Tone.In(session.Recording()), Tone.Within(0.05));
    }

    [Theory]
    [InlineData(uint.MaxValue - 500)] // wraps
    [InlineData(0xFF_FFFF - 500u)] // extended timestamps begin amid
    [InlineData(0x8000_0000u)]
    public async Task Timestamps_may_begin_anywhere_and_wrap(uint first)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(2), Cancel), at: timestamp => first + timestamp);
        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 2)], Tone.In(session.Recording()), Tone.Within(0.1));
    }

    [Fact]
    public async Task Video_and_data_are_passed_over()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var frame = new byte[700_000];
        frame[0] = 0x91; // enhanced, a key frame
        "hvc1"u8.CopyTo(frame.AsSpan(1));

        foreach (var tag in await FlvFile.EncodeAsync(Tone.Of(1), Cancel))
        {
            await client.SendAudioAsync(tag.Timestamp, tag.Body, Cancel);
            if (tag.Timestamp % 10 == 0)
            {
                await client.SendAsync(RtmpMessageType.Video, frame, tag.Timestamp, Cancel);
                await client.SendAsync(RtmpMessageType.Amf0Data, frame.AsMemory(0, 20_000), tag.Timestamp, Cancel);
            }
        }

        await client.UnpublishAsync(Cancel);
        Assert.Equal([new(0, 1)], Tone.In(session.Recording()), Tone.Within(0.1));
        Assert.Contains(RtmpMessageType.Acknowledgement, client.Heard);
    }

    [Fact]
    public async Task Wrong_key_is_refused_and_closed()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        var refused = await Assert.ThrowsAsync<RtmpRefusedException>(() =>
            RtmpClient.PublishAsync(new Uri(session.Rtmp(), "/live/wrong"), Cancel));

        Assert.Equal("NetStream.Publish.BadName", refused.Code);
        Assert.Equal("created", await session.StateAsync());
    }

    [Fact]
    public async Task Other_application_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        var refused = await Assert.ThrowsAsync<RtmpRefusedException>(() =>
            RtmpClient.PublishAsync(new Uri(session.Rtmp(), $"/{session.Key}/"), Cancel));

        Assert.Equal("NetConnection.Connect.InvalidApp", refused.Code);
    }

    [Fact]
    public async Task Second_publisher_with_the_same_key_is_refused_while_the_first_is_alive()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var first = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        var refused = await Assert.ThrowsAsync<RtmpRefusedException>(() => RtmpClient.PublishAsync(session.Rtmp(), Cancel));

        Assert.Equal("NetStream.Publish.BadName", refused.Code);
        await first.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel));
        await first.UnpublishAsync(Cancel);
        Assert.Equal([new(0, 1)], Tone.In(session.Recording()), Tone.Within(0.1));
    }

    [Fact]
    public async Task Speaker_behind_the_key_names_the_track()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var anna = await RtmpClient.PublishAsync(new Uri($"{session.Rtmp()}?speaker=Anna%20B"), Cancel);
        using var other = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        var speakers = (await server.GetAsync($"/api/sessions/{session.Id}")).GetProperty("speakers");

        Assert.Equal("Anna B", speakers[0].GetProperty("label").GetString());
    }

    [Fact]
    public async Task Connection_that_broke_may_come_back_and_the_time_between_is_silence()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var tags = await FlvFile.EncodeAsync(Tone.Of(1), Cancel);
        using (var first = await RtmpClient.PublishAsync(session.Rtmp(), Cancel))
        {
            await first.SendAllAsync(tags);
            await session.RecordedAsync(0.9);
            first.Abort();
        }

        await Task.Delay(1_500, Cancel);
        using var second = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await second.SendAllAsync(tags);
        await second.UnpublishAsync(Cancel);

        var spans = Tone.In(session.Recording());
        Assert.Equal(2, spans.Count);
        Assert.InRange(spans[1].Start, 1.4, 60);
        Assert.Equal(1, spans[1].End - spans[1].Start, 0.1);
        Assert.Equal("finished", await session.StateAsync());
        Assert.True(await session.LostAudioAsync() > 0.3);
    }

    [Fact]
    public async Task Many_publish_at_once_and_one_that_stalls_delays_nobody()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 100);
        var tags = await FlvFile.EncodeAsync(Tone.Of(1), Cancel);
        var stalled = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        await stalled.SendRawAsync((byte[])[0x04, 0, 0, 0, 0, 0x10], Cancel);

        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            var session = await server.CreateSessionAsync();
            using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
            await client.SendAllAsync(tags);
            await client.UnpublishAsync(Cancel);
            Assert.Equal([new(0, 1)], Tone.In(session.Recording()), Tone.Within(0.1));
        }));
        stalled.Dispose();
    }
}
