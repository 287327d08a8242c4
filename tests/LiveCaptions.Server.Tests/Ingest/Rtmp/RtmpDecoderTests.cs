using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Commands.Bench.Rtmp;
using LiveCaptions.Server.Tests.Harness;

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
}
