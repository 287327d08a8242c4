using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Commands.Bench.Rtmp;
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

        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(3), Cancel), at: timestamp => timestamp < 1_000 ? timestamp : timestamp + 3_000);
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
    public async Task Opus_of_enhanced_rtmp_is_recorded_with_its_pauses()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings());
        var packet = new byte[1_000];
        var tone = Tone.Of(1);

        await client.SendAudioAsync(0, (byte[])[0x90, .. "Opus"u8, .. "OpusHead"u8, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], Cancel);
        for (uint i = 0; i < 50; i++)
        {
            var length = encoder.Encode(tone.AsSpan((int)i * 320, 320), packet);
            await client.SendAudioAsync(i < 25 ? i * 20 : 2_000 + (i * 20), (byte[])[0x91, .. "Opus"u8, .. packet[..length]], Cancel);
        }

        await client.UnpublishAsync(Cancel);
        Assert.Equal([new(0, 0.5), new(2.5, 3)], Tone.In(session.Recording()), Tone.Within(0.05));
    }

    [Fact]
    public async Task Mp3_and_what_else_is_old_is_decoded_too()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel, "libmp3lame", "44100"));
        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel, "pcm_s16le", "44100"), at: timestamp => timestamp + 2_000);
        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 1), new(2, 3)], Tone.In(session.Recording()), Tone.Within(0.1));
    }

    [Fact]
    public async Task Flac_and_ac3_of_enhanced_rtmp_are_recorded_with_their_pauses()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var flac = await Elementary.EncodeAsync("-c:a flac -ar 48000 -frame_size 960", "flac");
        flac.Header[4] |= 0x80; // STREAMINFO is all there is: encoders leave the file's tags out
        await client.SendAudioAsync(0, (byte[])[0x90, .. "fLaC"u8, .. flac.Header[..42]], Cancel);
        await client.SendAllAsync([.. flac.Frames.Select((frame, i) => new FlvTag((uint)(i < 25 ? i * 20 : 1_000 + (i * 20)), (byte[])[0x91, .. "fLaC"u8, .. frame]))]);

        var ac3 = await Elementary.EncodeAsync("-c:a ac3 -ar 48000 -b:a 128k", "ac3");
        await client.SendAllAsync([.. ac3.Frames.Select((frame, i) => new FlvTag((uint)(3_000 + (i * 32)), (byte[])[0x91, .. "ac-3"u8, .. frame]))]);
        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 0.5), new(1.5, 2), new(3, 4)], Tone.In(session.Recording()), Tone.Within(0.05));
    }

    [Fact]
    public async Task Codec_that_is_not_taken_is_told_so()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAudioAsync(0, (byte[])[0x91, .. "what"u8, 1, 2, 3], Cancel);

        Assert.Equal("NetConnection.Connect.Closed", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel);
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

        var refused = await Assert.ThrowsAsync<RtmpRefusedException>(() => RtmpClient.PublishAsync(new Uri(session.Rtmp(), "/live/wrong"), Cancel));

        Assert.Equal("NetStream.Publish.BadName", refused.Code);
        Assert.Equal("created", await session.StateAsync());
    }

    [Fact]
    public async Task Other_application_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        var refused = await Assert.ThrowsAsync<RtmpRefusedException>(() => RtmpClient.PublishAsync(new Uri(session.Rtmp(), $"/{session.Key}/"), Cancel));

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
        Assert.InRange(spans[1].Start, 1.4, 5);
        Assert.Equal(1, spans[1].End - spans[1].Start, 0.1);
        Assert.Equal("finished", await session.StateAsync());
        Assert.True(await session.LostAudioAsync() > 0.3);
    }

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

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(5), Cancel);

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
    public async Task Decoder_that_is_killed_is_replaced_and_what_it_had_is_silence()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var tags = await FlvFile.EncodeAsync(Tone.Of(4), Cancel);
        await client.SendAllAsync([.. tags.Where(tag => tag.Timestamp < 1_000)]);
        await session.RecordedAsync(0.9);

        await Children.KillAsync();
        await client.SendAllAsync([.. tags.Where(tag => tag.Timestamp >= 1_000)]);
        await client.UnpublishAsync(Cancel);

        var spans = Tone.In(session.Recording());
        Assert.Equal(0, spans[0].Start, 0.05);
        Assert.Equal(4, spans[^1].End, 0.05);
        Assert.True(spans.Sum(span => span.End - span.Start) > 3.5, "Too much is lost.");
        Assert.InRange(await session.LostAudioAsync(), 0.001, 0.5);
    }

    [Fact]
    public async Task Decoder_that_hangs_is_replaced_and_delays_nobody()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:DecoderSeconds", "0.5"));
        var (stuck, other) = (await server.CreateSessionAsync(), await server.CreateSessionAsync());
        using var client = await RtmpClient.PublishAsync(stuck.Rtmp(), Cancel);
        var tags = await FlvFile.EncodeAsync(Tone.Of(4), Cancel, "pcm_s16le", "44100");
        await client.SendAllAsync([.. tags.Where(tag => tag.Timestamp < 1_000)]);
        await stuck.RecordedAsync(0.9);
        await Children.StopAsync();

        var sending = client.SendAllAsync([.. tags.Where(tag => tag.Timestamp >= 1_000)]);
        using var neighbour = await RtmpClient.PublishAsync(other.Rtmp(), Cancel);
        await neighbour.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel));
        await neighbour.UnpublishAsync(Cancel);
        await sending;
        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 1)], Tone.In(other.Recording()), Tone.Within(0.1));
        var spans = Tone.In(stuck.Recording());
        Assert.Equal(2, spans.Count);
        Assert.Equal(1, spans[0].End, 0.1);
        Assert.Equal(4, spans[1].End, 0.05);
        Assert.Equal(spans[1].Start - spans[0].End, await stuck.LostAudioAsync(), 0.1);
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
