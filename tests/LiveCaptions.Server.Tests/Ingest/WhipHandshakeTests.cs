using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>Who gets through, and who does not.</summary>
public sealed class WhipHandshakeTests
{
    [Theory]
    [InlineData(SrtpProfile.Aes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmSha1)]
    public async Task Both_srtp_profiles_carry_audio(SrtpProfile profile)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with { Profiles = [profile] });
        speaker.Say(1_000, 0.4);
        await session.RecordedAsync(0.4);
        await speaker.DeleteAsync();
        RecordedAudio.Of(session).IsHeardAs(0.05, (1_000, 0.4));
    }

    [Fact]
    public async Task Publisher_with_another_certificate_than_it_announced_is_refused_and_the_track_is_free()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:TakeoverSeconds", "3600"));
        var session = await server.CreateSessionAsync();

        await Assert.ThrowsAsync<DtlsException>(() =>
            WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with { Announced = CertificateFingerprint.Of("another"u8) }));

        await server.UntilRefusedAsync("dtls_failed");
        Assert.Contains("code=\"dtls_failed\"", await server.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);
    }

    [Fact]
    public async Task Publisher_does_not_shake_hands_with_a_server_that_the_answer_did_not_name()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await Assert.ThrowsAsync<DtlsException>(() => WhipSpeaker.ConnectAsync(
            session,
            WhipSpeaker.Options with { Distort = answer => answer with { Fingerprint = CertificateFingerprint.Of("another"u8) } }));
        await server.UntilRefusedAsync("dtls_failed");
    }

    [Fact]
    public async Task Checks_with_a_wrong_password_get_no_answer_and_the_track_is_free_again()
    {
        await using var server = await TestServer.StartAsync(
            settings: [("Ingest:TakeoverSeconds", "3600"), ("Whip:ConnectSeconds", "0.5")]);
        var session = await server.CreateSessionAsync();
        var wrong = WhipSpeaker.Options with
        {
            Patience = TimeSpan.FromSeconds(0.4),
            Distort = answer => answer with { Ice = answer.Ice with { Password = new string('a', answer.Ice.Password.Length) } },
        };

        await Assert.ThrowsAsync<TimeoutException>(() => WhipSpeaker.ConnectAsync(session, wrong));

        await server.UntilRefusedAsync("never_connected");
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.2);
        await session.RecordedAsync(0.2);
    }

    [Fact]
    public async Task Checks_with_a_wrong_name_get_no_answer()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var wrong = WhipSpeaker.Options with
        {
            Patience = TimeSpan.FromSeconds(0.4),
            Distort = answer => answer with { Ice = answer.Ice with { Ufrag = "12345678" } },
        };
        await Assert.ThrowsAsync<TimeoutException>(() => WhipSpeaker.ConnectAsync(session, wrong));
    }

    [Fact]
    public async Task Publisher_that_never_comes_by_udp_is_given_up_and_its_session_ends_after_the_grace_time()
    {
        await using var server = await TestServer.StartAsync(settings: [("Whip:ConnectSeconds", "0.2"), ("Sessions:GraceSeconds", "0.2")]);
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);

        Assert.Equal(201, await session.PostWhipAsync().StatusAsync());

        await viewer.ReadToEndAsync();
        Assert.Equal("finished", viewer.State);
        Assert.Equal(1, server.Refusals.Of("never_connected"));
    }
}
