using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Commands.Bench.Rtmp;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Every codec that is taken, and decoders that fail.</summary>
[Collection(Children.Collection)]
public sealed class RtmpDecoderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_decoder_took_and_did_not_give_before_the_end_is_silence_and_counts_as_lost(bool killed)
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:DecoderSeconds", "0.5"));
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
        var told = client.StatusAsync(Cancel);
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
