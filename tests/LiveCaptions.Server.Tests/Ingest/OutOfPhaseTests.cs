using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Stereo with one side inverted, by every door.</summary>
public sealed class OutOfPhaseTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pcm_by_websocket_keeps_its_sound_and_its_publisher_is_told_once()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&channels=2");
        var stereo = Stereo(Tone.Of(3));

        foreach (var message in stereo.Chunk(3_200))
        {
            await publisher.SendAsync(message);
        }

        var notice = await publisher.NextAsync("notice");
        Assert.Equal(("outOfPhase", 0), (notice.GetProperty("code").GetString(), notice.GetProperty("track").GetInt32()));
        await publisher.CloseAsync();
        await HasToneAsync(session);
    }

    [Fact]
    public async Task Opus_by_rtmp_keeps_its_sound_and_its_publisher_is_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings(96_000, Channels: 2));
        var packet = new byte[OpusEncoder.MaxPacket];
        foreach (var (i, frame) in Stereo(Tone.Of(3)).Chunk(640).Index())
        {
            var length = encoder.Encode(frame, packet);
            await client.SendAudioAsync((uint)i * 20, (byte[])[0x91, .. "Opus"u8, .. packet[..length]], Cancel);
        }

        Assert.Equal("NetStream.Publish.Notice", await client.StatusAsync(Cancel));
        await client.UnpublishAsync(Cancel);
        await HasToneAsync(session);
    }

    [Fact]
    public async Task Opus_by_whip_keeps_its_sound()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session, inverted: true);

        speaker.Say(400, 2);
        await speaker.KeepPaceAsync(server);
        speaker.Say(400, 1);

        await session.RecordedAsync(3);
        await session.NotedAsync("outOfPhase");
        Assert.Equal((400, 2.9), RecordedAudio.Of(session).Runs.Select(run => (run.Hertz, Math.Round(run.Seconds, 1))).Last());
    }

    private static async Task HasToneAsync(TestSession session)
    {
        Assert.Equal([new(0.1, 3)], Tone.In(session.Recording()), Tone.Within(0.1));
        Assert.Equal(["outOfPhase"], await session.NoticesAsync());
    }

    private static short[] Stereo(short[] tone) => FakeSpeech.Stereo(tone, Array.ConvertAll(tone, sample => (short)-sample));
}
