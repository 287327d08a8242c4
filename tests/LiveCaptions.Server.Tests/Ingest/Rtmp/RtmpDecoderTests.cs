using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Every codec that is taken, and decoders that fail.</summary>
[Collection(Children.Collection)]
public sealed class RtmpDecoderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
        await client.SendAllAsync([.. flac.Frames.Select((frame, i) =>
            new FlvTag((uint)(i < 25 ? i * 20 : 1_000 + (i * 20)), (byte[])[0x91, .. "fLaC"u8, .. frame]))]);

        var ac3 = await Elementary.EncodeAsync("-c:a ac3 -ar 48000 -b:a 128k", "ac3");
        await client.SendAllAsync(
            [.. ac3.Frames.Select((frame, i) => new FlvTag((uint)(3_000 + (i * 32)), (byte[])[0x91, .. "ac-3"u8, .. frame]))]);
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
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:DecoderSeconds", "2"));
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_decoder_took_and_did_not_give_before_the_end_is_silence_and_counts_as_lost(bool killed)
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:DecoderSeconds", "2"));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var tags = await FlvFile.EncodeAsync(Tone.Of(3), Cancel);
        await client.SendAllAsync([.. tags.Where(tag => tag.Timestamp < 1_000)]);
        await session.RecordedAsync(0.9);
        await Children.StopAsync();

        await client.SendAllAsync([.. tags.Where(tag => tag.Timestamp >= 1_000)]);
        await client.SendAsync(RtmpMessageType.UserControl, (byte[])[0, 6, 1, 2, 3, 4], timestamp: 0, Cancel);
        Assert.Equal(RtmpMessageType.UserControl, (await client.NextAsync(Cancel))!.Value.Type); // it has all that was sent
        if (killed)
        {
            await Children.KillAsync();
        }

        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 1)], Tone.In(session.Recording()), Tone.Within(0.1));
        Assert.Equal(3, await session.DurationAsync(), 0.1);
        Assert.Equal(2, await session.LostAudioAsync(), 0.2);
    }

    [Fact]
    public async Task Audio_that_no_decoder_takes_is_told_why_in_one_clean_line()
    {
        using var log = new LogCapture();
        await using var server = await TestServer.StartAsync(configure: builder => builder.Logging.AddProvider(log));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var told = client.FarewellAsync();
        await client.SendAudioAsync(0, (byte[])[0xAF, 0, 0xFF, 0xFF, 0xFF], Cancel);
        try
        {
            for (uint i = 0; i < 100_000 && !told.IsCompleted; i++)
            {
                await client.SendAudioAsync(i, (byte[])[0xAF, 1, .. "this is no frame"u8], Cancel);
            }
        }
        catch (IOException)
        {
            // Closed already.
        }

        Assert.Equal("NetConnection.Connect.Closed", await told);
        var line = Assert.Single(log.Lines, line => line.Contains("decoder_failed", StringComparison.Ordinal));
        Assert.Contains("The audio cannot be decoded: ", line, StringComparison.Ordinal);
        Assert.EndsWith(". Is it AAC?", line.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("..", line, StringComparison.Ordinal);
        Assert.DoesNotContain("pipe:0", line, StringComparison.Ordinal);
    }
}
