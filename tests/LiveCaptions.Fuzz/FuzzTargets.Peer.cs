using System.Buffers.Binary;
using System.Net;
using System.Text;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Ice;
using Org.BouncyCastle.Tls;

namespace LiveCaptions.Fuzz;

/// <summary>What comes to the UDP port.</summary>
public static partial class FuzzTargets
{
    private static readonly DtlsIdentity Identity = DtlsIdentity.Create(DateTimeOffset.UnixEpoch);
    private static readonly DtlsHandshakes Handshakes = new();
    private static readonly UdpAddress Here = new(IPAddress.Loopback, IPAddress.Loopback);
    private static readonly Lazy<UdpMux> Mux = new(() => UdpMux.Open([Here], port: 0, TimeProvider.System));
    private static readonly Lazy<UdpSocket> Port = new(() => new UdpSocket(Mux.Value, Here, port: 0));

    /// <summary>Of the certificate that the corpus' client shows.</summary>
    private static readonly CertificateFingerprint Announced = CertificateFingerprint.Parse(
        "sha-256 7B:75:8D:51:30:A5:51:6F:02:05:AE:37:E5:20:D0:DA:43:58:32:2B:61:80:6B:05:84:B1:5B:3F:7A:C4:33:27")!;

    private static ReadOnlySpan<byte> IntegrityHeader => [0x00, 0x08, 0, 20];

    private static ReadOnlySpan<byte> FingerprintHeader => [0x80, 0x28, 0, 4];

    /// <summary>
    /// A client's datagrams, each behind two bytes of length; behind the last one the network is gone. The client cannot know
    /// our keys, so it never succeeds.
    /// </summary>
    private static void Dtls(byte[] input)
    {
        using var datagrams = new FuzzDatagrams(input);
        try
        {
            new DtlsServerProtocol().Accept(new DtlsSrtpServer(Identity, [Announced]), datagrams);
        }
        catch (IOException)
        {
            return; // What becomes a DtlsException.
        }

        throw new InvalidOperationException("Somebody got through without our keys.");
    }

    /// <summary>
    /// Datagrams to a port with one peer, each behind a byte that tells from which address it comes (its bit 7: as the attributes of an
    /// authentic check), and two bytes of length.
    /// </summary>
    private static void Peer(byte[] input)
    {
        var (mux, socket) = (Mux.Value, Port.Value);
        var offer =
            new PeerOffer(new IceCredentials("publisher", "unused"), [Announced], PayloadType: 111, VideoPayloadType: null, Nack: true);
        var limits = new PeerLimits(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        using (var peer = new WebRtcPeer(Identity, Handshakes, offer, limits, TimeProvider.System))
        {
            mux.Register(peer);
            for (ReadOnlySpan<byte> rest = input; rest.Length >= 3;)
            {
                var datagram = rest.Slice(3, Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest[1..]), rest.Length - 3));
                var from = new IPEndPoint(IPAddress.Loopback, 1 + (rest[0] & 0x7F)).Serialize();
                mux.Take((rest[0] & 0x80) == 0 ? datagram : AuthenticCheck(peer.Ice.Local, datagram), from, socket);
                rest = rest[(3 + datagram.Length)..];
                Require(socket.Peers.Count <= 8);
            }

            mux.Remove(peer);
        }

        Require(mux.Names == 0 && socket.Peers.IsEmpty);
    }

    private static byte[] AuthenticCheck(IceCredentials local, ReadOnlySpan<byte> attributes)
    {
        var request = new StunBindingRequest
        {
            TransactionId = "transaction!"u8,
            Username = Encoding.ASCII.GetBytes($"{local.Ufrag}:publisher"),
            Priority = 1,
            TieBreaker = 1,
        };
        var password = Encoding.ASCII.GetBytes(local.Password);
        var check = new byte[StunMessage.MaxSize];
        var length = StunWriter.WriteBindingRequest(check, request, password) - 32; // without integrity and fingerprint
        attributes = attributes[..(Math.Min(attributes.Length, check.Length - length - 32) & ~3)];
        attributes.CopyTo(check.AsSpan(length));
        length += attributes.Length;

        var integrity = check.AsSpan(length);
        IntegrityHeader.CopyTo(integrity);
        StunIntegrity.Compute(check.AsSpan(0, length), password, integrity[4..24]);
        FingerprintHeader.CopyTo(integrity[24..]);
        length += 32;
        BinaryPrimitives.WriteUInt16BigEndian(check.AsSpan(2), (ushort)(length - StunMessage.HeaderSize));
        BinaryPrimitives.WriteUInt32BigEndian(integrity[28..], StunFingerprint.Compute(check.AsSpan(0, length - 8)));
        return check[..length];
    }

    /// <summary>A network that ends with the input.</summary>
    private sealed class FuzzDatagrams(byte[] input) : DatagramTransport, IDisposable
    {
        private ReadOnlyMemory<byte> _rest = input;

        public int GetReceiveLimit() => 2_048;

        public int GetSendLimit() => 1_200;

        public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

        public int Receive(Span<byte> buffer, int waitMillis)
        {
            while (_rest.Length >= 2)
            {
                var length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(_rest.Span), _rest.Length - 2);
                var datagram = _rest.Slice(2, length);
                _rest = _rest[(2 + length)..];
                if (length <= buffer.Length && DtlsRecords.AreWhole(datagram.Span))
                {
                    datagram.Span.CopyTo(buffer);
                    return length;
                }
            }

            throw new IOException("The input is at its end.");
        }

        public void Send(byte[] buf, int off, int len)
        {
            // Nobody listens.
        }

        public void Send(ReadOnlySpan<byte> buffer)
        {
            // Nobody listens.
        }

        public void Close() => _rest = default;

        public void Dispose() => Close();
    }
}
