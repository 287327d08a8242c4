using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Media.Tests.WebRtc.Dtls;

/// <summary>A client and a server with a network between them that a test may spoil.</summary>
internal sealed class DtlsPair : IDisposable
{
    private static readonly CancellationToken Patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
    private readonly DtlsHandshakes _handshakes = new();

    /// <summary>Who may compute.</summary>
    public SemaphoreSlim Turns => _handshakes.Turns;

    /// <param name="announced">Fingerprint that the server was told of; null for the client's true one.</param>
    /// <param name="network">What becomes of each datagram: any number of them.</param>
    public DtlsPair(CertificateFingerprint? announced = null, Func<byte[], IEnumerable<byte[]>>? network = null)
    {
        network ??= datagram => [datagram];
        var (server, client) = (DtlsIdentity.Create(DateTimeOffset.UnixEpoch), DtlsIdentity.Create(DateTimeOffset.UnixEpoch));
        Server = new DtlsTransport(_handshakes, server, [announced ?? client.Fingerprint], datagram => Carry(datagram, Client!));
        Client = new DtlsTransport(_handshakes, client, [server.Fingerprint], datagram => Carry(datagram, Server));

        void Carry(ReadOnlySpan<byte> datagram, DtlsTransport to)
        {
            foreach (var arrived in network(datagram.ToArray()))
            {
                to.Add(arrived);
            }
        }
    }

    public DtlsTransport Server { get; }

    public DtlsTransport Client { get; }

    public Task<DtlsSrtpKeys> Accepting { get; private set; } = null!;

    public Task<DtlsSrtpKeys> Connecting { get; private set; } = null!;

    /// <summary>Both sides to the end, which may be a failure.</summary>
    public async Task ShakeHandsAsync(params SrtpProfile[] profiles)
    {
        Accepting = Server.AcceptAsync(Patience);
        Connecting = Client.ConnectAsync(profiles.Length > 0 ? profiles : [SrtpProfile.Aes128Gcm], Patience);
        await ((Task)Task.WhenAll(Accepting, Connecting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        _handshakes.Dispose();
    }
}
