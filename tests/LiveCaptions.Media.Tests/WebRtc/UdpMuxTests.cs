using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Ice;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc;

/// <summary>Over real sockets on this machine.</summary>
public sealed class UdpMuxTests : IAsyncDisposable
{
    private static readonly UdpAddress Here = new(IPAddress.Loopback, IPAddress.Loopback);
    private static readonly byte[] Audio = [0x80, 111, .. new byte[40]];

    private readonly MovedTime _time = new();
    private readonly UdpMux _mux;
    private readonly DtlsHandshakes _handshakes = new();
    private readonly DtlsIdentity _identity = DtlsIdentity.Create(DateTimeOffset.UnixEpoch);
    private readonly List<IDisposable> _owned = [];

    public UdpMuxTests() => _mux = UdpMux.Open([Here], port: 0, _time);

    public async ValueTask DisposeAsync()
    {
        await _mux.DisposeAsync();
        _owned.ForEach(one => one.Dispose());
        _handshakes.Dispose();
    }

    [Fact]
    public void Check_by_a_known_name_is_answered_and_makes_its_source_the_peers_address()
    {
        var peer = NewPeer();
        var client = NewClient();
        client.Prove(peer.Ice);
        client.Send(Audio);
        Counts(strangers: 0, addresses: 1);
    }

    [Fact]
    public void Unknown_name_and_wrong_password_get_no_answer_and_count_as_strangers()
    {
        var peer = NewPeer();
        var client = NewClient();
        client.Send(MuxClient.Check(new IceLiteAgent(IceCredentials.Create())));
        client.Send(MuxClient.Check(peer.Ice, password: "aaaaaaaaaaaaaaaaaaaaaaaa"));
        client.Send(Audio);
        Counts(strangers: 3, addresses: 0);
        Assert.Equal(0, client.Available);
        Assert.True(peer.SinceHeard <= TimeSpan.Zero);
    }

    [Fact]
    public void Garbage_of_every_kind_from_a_stranger_is_never_answered_and_never_a_fault()
    {
        NewPeer();
        var client = NewClient();
        var sent = 0;
        for (var first = 0; first < 256; first++)
        {
            foreach (var length in (int[])[1, 12, 20, 100, 1_400])
            {
                var garbage = RandomNumberGenerator.GetBytes(length);
                garbage[0] = (byte)first;
                client.Send(garbage);
                Counts(++sent, addresses: 0);
            }
        }

        Assert.Equal(0, client.Available);
        Assert.Equal(0, _mux.Faults);
    }

    [Fact]
    public void Truncated_checks_are_never_answered()
    {
        var peer = NewPeer();
        var client = NewClient();
        var check = MuxClient.Check(peer.Ice);
        for (var length = 1; length < check.Length; length++)
        {
            client.Send(check.AsSpan(0, length));
        }

        Counts(strangers: check.Length - 1, addresses: 0);
        Assert.Equal(0, client.Available);
    }

    [Fact]
    public void Datagrams_that_are_too_long_and_empty_ones_stop_nobody()
    {
        var peer = NewPeer();
        var client = NewClient();
        for (var i = 0; i < 1_100; i++)
        {
            client.Send(i % 2 == 0 ? new byte[4_000] : []);
            if (i % 50 == 49)
            {
                Counts(strangers: i + 1, addresses: 0);
            }
        }

        client.Prove(peer.Ice);
    }

    [Fact]
    public void Two_peers_on_one_port_do_not_mix()
    {
        var (one, other) = (NewPeer(), NewPeer());
        var (first, second) = (NewClient(), NewClient());
        first.Prove(one.Ice);
        second.Prove(other.Ice);

        _time.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), one.SinceHeard);
        second.Prove(other.Ice);
        Assert.Equal(TimeSpan.FromSeconds(5), one.SinceHeard);
        Assert.Equal(TimeSpan.Zero, other.SinceHeard);
        Counts(strangers: 0, addresses: 2);
    }

    [Fact]
    public void Removed_peer_is_a_stranger_at_once()
    {
        var peer = NewPeer();
        var client = NewClient();
        client.Prove(peer.Ice);

        _mux.Remove(peer);
        client.Send(MuxClient.Check(peer.Ice));
        client.Send(Audio);

        Counts(strangers: 2, addresses: 0);
        Assert.Equal(0, _mux.Names);
        Assert.Equal(0, client.Available);
    }

    [Fact]
    public void Removed_peer_cannot_come_back_by_a_restart_or_a_check_that_was_under_way()
    {
        var peer = NewPeer();
        _mux.Remove(peer);
        peer.Ice.Restart(IceCredentials.Create());
        _mux.Register(peer);
        Assert.Equal(0, _mux.Names);

        // A check whose name was looked up right before.
        using var socket = new UdpSocket(_mux, Here, port: 0);
        Assert.True(StunMessage.TryParse(MuxClient.Check(peer.Ice), out var check));
        peer.Answer(check, new IPEndPoint(IPAddress.Loopback, 9).Serialize(), socket);
        Assert.Empty(socket.Peers);
    }

    [Fact]
    public void Restarts_leave_no_names_behind()
    {
        var peer = NewPeer();
        for (var i = 0; i < 10; i++)
        {
            peer.Ice.Restart(IceCredentials.Create());
            _mux.Register(peer);
            Assert.Equal(2, _mux.Names);
        }

        NewClient().Prove(peer.Ice);
        peer.Ice.Restart(IceCredentials.Create());
        _mux.Register(peer);
        Assert.Equal(2, _mux.Names);
    }

    [Fact]
    public void Address_of_a_living_peer_is_not_given_to_another_however_authentic()
    {
        var (victim, thief) = (NewPeer(), NewPeer());
        var client = NewClient();
        client.Prove(victim.Ice);

        // The thief's own check, under the victim's address.
        client.Send(MuxClient.Check(thief.Ice));
        Counts(strangers: 1, addresses: 1);
        Assert.Equal(0, client.Available);

        _mux.Remove(thief);
        client.Send(Audio);
        client.Prove(victim.Ice);
        Counts(strangers: 1, addresses: 1);
    }

    [Fact]
    public void Address_that_its_peer_has_left_goes_to_who_proves_to_be_there()
    {
        var (before, after) = (NewPeer(), NewPeer());
        var (client, elsewhere) = (NewClient(), NewClient());
        client.Prove(before.Ice);
        _time.Pass(TimeSpan.FromSeconds(11));
        elsewhere.Prove(before.Ice);

        client.Prove(after.Ice);

        _mux.Remove(before);
        client.Send(Audio);
        Counts(strangers: 0, addresses: 1);
    }

    [Fact]
    public void Peer_with_many_addresses_keeps_the_one_that_it_nominated()
    {
        var peer = NewPeer();
        var nominated = NewClient();
        nominated.Prove(peer.Ice);
        for (var i = 0; i < 20; i++)
        {
            NewClient().Prove(peer.Ice, useCandidate: false);
        }

        nominated.Send(Audio);
        Counts(strangers: 0, addresses: 8);
    }

    [Fact]
    public async Task Several_addresses_have_the_same_port_where_it_is_free()
    {
        await using var mux = UdpMux.Open([Here, new UdpAddress(IPAddress.Parse("127.0.0.2"), IPAddress.Loopback)], port: 0, _time);
        Assert.Single(mux.Endpoints.Select(endpoint => endpoint.Port).Distinct());
        Assert.Throws<SocketException>(() => UdpMux.Open([Here], mux.Endpoints[0].Port, _time));
    }

    [Fact]
    public async Task Closed_mux_leaves_its_port_free()
    {
        var mux = UdpMux.Open([Here], port: 0, _time);
        var port = mux.Endpoints[0].Port;
        await mux.DisposeAsync();
        await using var again = UdpMux.Open([Here], port, _time);
        Assert.Equal(port, again.Endpoints[0].Port);
    }

    private WebRtcPeer NewPeer()
    {
        var offer = new PeerOffer(IceCredentials.Create(), [_identity.Fingerprint], PayloadType: 111, VideoPayloadType: null, Nack: false);
        var peer = new WebRtcPeer(_identity, _handshakes, offer, new PeerLimits(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10)), _time);
        _mux.Register(peer);
        _owned.Add(peer);
        return peer;
    }

    private MuxClient NewClient()
    {
        var client = new MuxClient(_mux.Endpoints[0].Port);
        _owned.Add(client);
        return client;
    }

    /// <summary>Waits until all that was sent has come, by a check that is answered behind it, and looks at the counts.</summary>
    private void Counts(int strangers, int addresses)
    {
        var peer = NewPeer();
        using (var client = new MuxClient(_mux.Endpoints[0].Port))
        {
            client.Prove(peer.Ice);
        }

        _mux.Remove(peer);
        Assert.Equal(strangers, _mux.Strangers);
        Assert.Equal(addresses, _mux.Addresses);
        Assert.Equal(0, _mux.Faults);
    }
}
