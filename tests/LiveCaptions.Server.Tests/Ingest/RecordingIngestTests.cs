using System.Buffers;
using System.Net.WebSockets;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Server.Tests.Ingest.Rtmp;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Opus packets, and what a MediaRecorder gives, by WebSocket.</summary>
public sealed class RecordingIngestTests
{
    [Theory]
    [InlineData("webm", 100)]
    [InlineData("webm", 1_000_000)]
    [InlineData("ogg", 777)]
    public async Task Recording_is_recorded_however_it_is_cut(string format, int piece)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=webm");

        await SendAsync(publisher, await EncodeAsync(format, 2), piece);
        await publisher.CloseAsync();

        Assert.Equal([new(0, 2)], Tone.In(session.Recording()), Tone.Within(0.05));
        Assert.Empty(await session.NoticesAsync());
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Recorder_that_is_started_anew_on_the_same_connection_goes_on()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=webm");

        foreach (var seconds in (double[])[0.3, 2, 1])
        {
            await SendAsync(publisher, await EncodeAsync("webm", seconds), 500);
        }

        await publisher.CloseAsync();

        Assert.Equal(3.3, Tone.In(session.Recording()).Sum(span => span.End - span.Start), 0.15);
        Assert.Equal(3.3, await session.DurationAsync(), 0.15);
    }

    [Fact]
    public async Task What_the_recorder_left_out_is_silence()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=webm");

        var recording = new ArrayBufferWriter<byte>();
        MatroskaWriter.WriteHeader(recording, "A_OPUS", []);
        foreach (var (i, packet) in Packets(2).Index())
        {
            MatroskaWriter.WriteFrame(recording, i < 50 ? i * 20 : 7_000 + (i * 20), packet);
        }

        await SendAsync(publisher, recording.WrittenSpan.ToArray(), 500);
        await publisher.CloseAsync();

        Assert.Equal([new(0, 1), new(8, 9)], Tone.In(session.Recording()), Tone.Within(0.1));
    }

    [Fact]
    public async Task Publisher_that_comes_back_with_a_new_recording_is_where_the_clock_is()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var recording = await EncodeAsync("webm", 1);
        await using (var first = await session.PublishAsync("&encoding=webm"))
        {
            await SendAsync(first, recording, 500);
            await session.RecordedAsync(0.9);
            first.Abort();
        }

        var start = DateTimeOffset.Parse(
            (await session.ViewAsync()).GetProperty("startedAt").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        await server.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - start > TimeSpan.FromSeconds(3)));
        await using var second = await Eventually.SucceedsAsync(() => session.PublishAsync("&encoding=webm"));
        var away = (TimeProvider.System.GetUtcNow() - start).TotalSeconds - 1;
        await SendAsync(second, recording, 1_000_000);
        await second.CloseAsync();

        var spans = Tone.In(session.Recording());
        Assert.Equal(2, spans.Count);
        Assert.InRange(spans[1].Start, away - 0.1, away + 1);
        Assert.Equal(spans[1].Start - spans[0].End, await session.LostAudioAsync(), 0.1);
    }

    [Theory]
    [InlineData("webm", "libvorbis", "recording_no_opus")]
    [InlineData("wav", "pcm_s16le", "recording_malformed")]
    public async Task What_is_no_recording_of_opus_is_refused(string format, string codec, string code)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=webm");

        await publisher.SendAsync(await EncodeAsync(format, 1, codec: codec));

        Assert.Equal(code, (await publisher.NextAsync("error")).GetProperty("code").GetString());
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await publisher.UntilClosedAsync());
    }

    [Theory]
    [InlineData(40)] // 2.5 ms
    [InlineData(320)]
    [InlineData(960)]
    public async Task Opus_packets_are_recorded_one_behind_the_other(int samples)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=opus");
        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings());
        var packet = new byte[OpusEncoder.MaxPacket];

        await publisher.SendAsync("OpusHead\u0001\u0001"u8.ToArray());
        foreach (var frame in Tone.Of(0.96).Chunk(samples))
        {
            await publisher.SendAsync(packet[..encoder.Encode(frame, packet)]);
        }

        Assert.Equal(0.96, await publisher.AcknowledgedAsync(0.96));
        await publisher.CloseAsync();
        Assert.Equal([new(0, 0.96)], Tone.In(session.Recording()), Tone.Within(0.05));
        Assert.Equal(0.96, await session.DurationAsync());
    }

    [Fact]
    public async Task Opus_is_resumed_from_what_was_received()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var packets = Packets(2);
        await using (var first = await session.PublishAsync("&encoding=opus"))
        {
            foreach (var packet in packets[..50])
            {
                await first.SendAsync(packet);
            }

            await session.RecordedAsync(1);
            first.Abort();
        }

        await using var second = await Eventually.SucceedsAsync(() => session.PublishAsync("&encoding=opus"));
        Assert.Equal(1, second.Received);
        foreach (var packet in packets[(int)Math.Ceiling(second.Received / 0.02)..])
        {
            await second.SendAsync(packet);
        }

        await second.CloseAsync();
        Assert.Equal([new(0, 2)], Tone.In(session.Recording()), Tone.Within(0.05));
        Assert.Equal(2, await session.DurationAsync());
    }

    [Fact]
    public async Task Message_that_is_no_opus_packet_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=opus");

        await publisher.SendAsync((byte[])[0xFF]);

        Assert.Equal("opus_malformed", (await publisher.NextAsync("error")).GetProperty("code").GetString());
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await publisher.UntilClosedAsync());
    }

    private static List<byte[]> Packets(double seconds)
    {
        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings());
        var packet = new byte[OpusEncoder.MaxPacket];
        return [.. Tone.Of(seconds).Chunk(320).Select(frame => packet[..encoder.Encode(frame, packet)])];
    }

    private static async Task SendAsync(TestPublisher publisher, byte[] recording, int piece)
    {
        foreach (var message in recording.Chunk(piece))
        {
            await publisher.SendAsync(message);
        }
    }

    private static Task<byte[]> EncodeAsync(string format, double seconds, string codec = "libopus") =>
        Elementary.FileAsync($"-c:a {codec}", format, seconds);
}
