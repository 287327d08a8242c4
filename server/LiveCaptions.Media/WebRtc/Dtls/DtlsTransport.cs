using LiveCaptions.Media.WebRtc.Srtp;
using Org.BouncyCastle.Tls;
using Established = Org.BouncyCastle.Tls.DtlsTransport;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>
/// DTLS-SRTP of one connection (RFC 5764): a handshake that yields the SRTP keys, and after it only the other side's farewell.
/// <see cref="Add"/> may be called from any thread; the rest from one.
/// </summary>
public sealed class DtlsTransport : IDisposable
{
    private const int PumpMilliseconds = 1;

    /// <summary>Each may block for a millisecond; a flight that is sent again has two or three.</summary>
    private const int MaxRecordsAtOnce = 4;

    private readonly DtlsHandshakes _handshakes;
    private readonly DtlsDatagrams _datagrams;
    private readonly DtlsIdentity _identity;
    private readonly IReadOnlyList<CertificateFingerprint> _announced;
    private Established? _established;

    /// <param name="announced">Fingerprints in the client's session description.</param>
    public DtlsTransport(
        DtlsHandshakes handshakes, DtlsIdentity identity, IReadOnlyList<CertificateFingerprint> announced, DatagramSend send)
    {
        (_handshakes, _identity, _announced) = (handshakes, identity, announced);
        _datagrams = new DtlsDatagrams(send, handshakes.Turns);
    }

    /// <summary>A DTLS datagram that came from the other side's address.</summary>
    public void Add(ReadOnlySpan<byte> datagram) => _datagrams.Add(datagram);

    /// <summary>Waits for the client's first datagram and shakes hands, as the server.</summary>
    /// <exception cref="DtlsException">The other side is not who it has to be, speaks something else, or went away.</exception>
    public Task<DtlsSrtpKeys> AcceptAsync(CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var server = new DtlsSrtpServer(_identity, _announced);
            _established = new DtlsServerProtocol().Accept(server, _datagrams);
            return server.Keys!;
        },
        cancellationToken);

    /// <summary>Shakes hands as the client.</summary>
    /// <exception cref="DtlsException">As for <see cref="AcceptAsync"/>.</exception>
    public Task<DtlsSrtpKeys> ConnectAsync(IReadOnlyList<SrtpProfile> profiles, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var client = new DtlsSrtpClient(_identity, _announced, profiles);
            _established = new DtlsClientProtocol().Connect(client, _datagrams);
            return client.Keys!;
        },
        cancellationToken);

    /// <summary>After the handshake: lets records that have come take effect, such as a last flight sent again, or the farewell.</summary>
    /// <returns>False when the other side has closed the connection.</returns>
    public bool Pump()
    {
        Span<byte> unused = stackalloc byte[_datagrams.GetReceiveLimit()];
        try
        {
            for (var i = 0; i < MaxRecordsAtOnce && _datagrams.HasSome; i++)
            {
                _established!.Receive(unused, PumpMilliseconds);
            }

            return !_datagrams.IsClosed;
        }
        catch (IOException)
        {
            return false; // closed by the record layer, after a farewell or a fatal alert
        }
    }

    /// <summary>Says farewell, if there was a handshake, and ends one that still runs.</summary>
    public void Dispose()
    {
        try
        {
            _established?.Close();
        }
        catch (IOException)
        {
            // The other side closed first.
        }

        _datagrams.Dispose();
    }

    private async Task<DtlsSrtpKeys> RunAsync(Func<DtlsSrtpKeys> handshake, CancellationToken cancellationToken)
    {
        await using var ending = cancellationToken.Register(_datagrams.Close);
        try
        {
            var keys = await _handshakes.RunAsync(handshake, cancellationToken);
            _datagrams.LeaveTurns();
            return keys;
        }
        catch (IOException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new DtlsException(exception);
        }
    }
}
