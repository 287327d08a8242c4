using System.Security.Cryptography;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Dtls;

public sealed class DtlsTransportTests
{
    private const byte HandshakeRecord = 22;

    [Theory]
    [InlineData(SrtpProfile.Aes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmSha1)]
    public async Task Both_sides_get_the_same_keys_for_the_profile_that_was_offered(SrtpProfile profile)
    {
        using var pair = new DtlsPair();
        await pair.ShakeHandsAsync(profile);

        var (accepted, connected) = (await pair.Accepting, await pair.Connecting);
        Assert.Equal(profile, accepted.Profile);
        Assert.Equal(profile, connected.Profile);
        Assert.Equal(connected.Exported, accepted.Exported);
    }

    [Fact]
    public async Task Of_several_profiles_the_cheapest_is_taken()
    {
        using var pair = new DtlsPair();
        await pair.ShakeHandsAsync(SrtpProfile.Aes128CmSha1, SrtpProfile.Aes128Gcm);
        Assert.Equal(SrtpProfile.Aes128Gcm, (await pair.Accepting).Profile);
    }

    [Fact]
    public async Task A_client_with_another_certificate_than_announced_is_refused_and_gets_no_keys()
    {
        using var pair = new DtlsPair(announced: CertificateFingerprint.Of("somebody else"u8));
        await pair.ShakeHandsAsync();

        var refused = await Assert.ThrowsAsync<DtlsException>(() => pair.Accepting);
        Assert.Contains("not the one that the session description announced", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DtlsException>(() => pair.Connecting);
    }

    [Fact]
    public async Task A_client_without_a_profile_that_is_known_is_refused()
    {
        using var pair = new DtlsPair();
        await pair.ShakeHandsAsync((SrtpProfile)0x0002);
        await Assert.ThrowsAsync<DtlsException>(() => pair.Accepting);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_lost_datagram_is_sent_again(int lost)
    {
        var count = -1;
        using var pair = new DtlsPair(network: datagram => Interlocked.Increment(ref count) == lost ? [] : [datagram]);
        await pair.ShakeHandsAsync();
        Assert.NotEmpty((await pair.Accepting).Exported);
    }

    [Fact]
    public async Task Datagrams_that_come_twice_and_garbage_between_them_change_nothing()
    {
        using var pair = new DtlsPair(network: datagram =>
            [RandomNumberGenerator.GetBytes(100), datagram, [HandshakeRecord, .. new byte[40]], datagram]);
        await pair.ShakeHandsAsync();
        Assert.Equal((await pair.Connecting).Exported, (await pair.Accepting).Exported);
    }

    [Fact]
    public async Task A_farewell_is_noticed_and_a_forged_one_is_not()
    {
        using var pair = new DtlsPair();
        await pair.ShakeHandsAsync();
        Assert.True(pair.Server.Pump());

        pair.Server.Add([21, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, 9, 0, 2, 1, 0]); // close_notify in the clear
        pair.Server.Add([21, 0xFE, 0xFD, 0, 1, 0, 0, 0, 0, 0, 9, 0, 26, .. RandomNumberGenerator.GetBytes(26)]);
        Assert.True(pair.Server.Pump());

        pair.Client.Dispose();
        Assert.False(pair.Server.Pump());
    }

    [Fact]
    public async Task Records_behind_the_handshake_take_no_turn_and_give_none_away()
    {
        var records = new List<byte[]>();
        using var pair = new DtlsPair(network: datagram =>
        {
            lock (records)
            {
                records.Add(datagram);
            }

            return [datagram];
        });
        await pair.ShakeHandsAsync();
        while (await pair.Turns.WaitAsync(TimeSpan.Zero))
        {
        }

        var next = pair.Turns.WaitAsync();
        foreach (var record in records)
        {
            pair.Server.Add(record);
        }

        Assert.True(await Task.Run(pair.Server.Pump).WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_handshake_that_nobody_answers_ends_when_it_is_cancelled()
    {
        using var handshakes = new DtlsHandshakes();
        using var stop = new CancellationTokenSource();
        using var alone = new DtlsTransport(handshakes, DtlsIdentity.Create(DateTimeOffset.UnixEpoch), [], _ => { });
        var accepting = alone.AcceptAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
    }

    [Fact]
    public async Task More_handshakes_than_there_are_turns_all_come_to_their_end()
    {
        using var handshakes = new DtlsHandshakes();
        var identity = DtlsIdentity.Create(DateTimeOffset.UnixEpoch);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => DtlsWarmUp.RunAsync(handshakes, identity, CancellationToken.None)));
        Assert.Equal(Math.Max(1, Environment.ProcessorCount / 2), handshakes.Turns.CurrentCount);
    }
}
