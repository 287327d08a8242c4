using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Server.Commands.Bench.WebRtc;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class WhipIngestTests
{
    [Fact]
    public async Task Audio_is_recorded_with_its_length_and_delete_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var handshakes = new DtlsHandshakes();
        var options = new WhipClientOptions(DtlsIdentity.Create(DateTimeOffset.UnixEpoch), handshakes);
        await using var client = await WhipClient.ConnectAsync(server.Http, new Uri(server.Address, $"/whip/{session.Id}"), session.Key, options, TimeProvider.System, CancellationToken.None);

        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings());
        var packet = new byte[1_000];
        var tone = new short[320];
        for (var i = 0; i < 50; i++)
        {
            for (var k = 0; k < tone.Length; k++)
            {
                tone[k] = (short)(8_000 * Math.Sin(2 * Math.PI * 440 * ((i * 320) + k) / 16_000));
            }

            var length = encoder.Encode(tone, packet);
            client.Link.SendRtp((ushort)i, (uint)(i * 960), 7, packet.AsSpan(0, length));
        }

        await Task.Delay(300, TestContext.Current.CancellationToken);
        using var deleted = await client.DeleteAsync();
        Assert.Equal(200, (int)deleted.StatusCode);
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(1.0, (await server.GetAsync($"/api/sessions/{session.Id}")).GetProperty("duration").GetDouble());
    }
}
