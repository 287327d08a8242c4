using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class WhipSecrecyTests
{
    [Fact]
    public async Task Stream_key_and_ice_password_are_in_no_line_of_the_log()
    {
        using var log = new LogCapture();
        await using var server = await TestServer.StartAsync(configure: builder =>
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
        var session = await server.CreateSessionAsync();
        var wrongKey = "guessed" + session.Key;
        await server.SendAsync(HttpMethod.Post, $"/whip/{session.Id}?key={wrongKey}", key: null, WhipRequests.Offer, WhipRequests.OfferType)
            .RefusesAsync(403, "key_wrong");
        await session.PostWhipAsync("v=0\r\nm=secret\r\n").RefusesAsync(400, "sdp_malformed");
        await Assert.ThrowsAsync<DtlsException>(() =>
            WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with { Announced = CertificateFingerprint.Of("another"u8) }));
        await server.UntilRefusedAsync("dtls_failed");
        await using var speaker = await WhipSpeaker.ConnectAsync(session, query: $"?key={session.Key}");
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);
        await speaker.Client.RestartIceAsync();
        await speaker.DeleteAsync();

        Assert.Contains(log.Lines, line => line.Contains("dtls_failed", StringComparison.Ordinal));
        foreach (var secret in (string[])[session.Key, wrongKey, speaker.Client.Answer.Ice.Password, speaker.Client.Resource.Segments[^1]])
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }
}
