using System.Buffers;
using System.Net;
using System.Net.Sockets;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// What a datagram costs that nobody should have sent: its handling alone, then through a socket with all that the kernel does.
/// </summary>
internal sealed class GarbageCost(BenchHandshakes handshakes, TimeProvider time)
{
    private const uint Ssrc = 1;
    private const ushort Sequence = 1_000;
    private const int DrainEvery = 64;

    // Until what was sent is taken, and counted.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);
    private static readonly UdpAddress Here = new(IPAddress.Loopback, IPAddress.Loopback);

    /// <param name="count">Datagrams of each kind.</param>
    public async Task<GarbageFigures> RunAsync(int count, IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        await using var mux = UdpMux.Open([Here], port: 0, time);
        await using var victim = await MuxedStream.ConnectAsync(mux, handshakes, SrtpProfile.Aes128Gcm, time, cancellationToken);
        victim.Link.SendRtp(Sequence, timestamp: 0, Ssrc, packets[0]);
        await Task.Delay(Rest, time, cancellationToken);
        await victim.Peer.ReceiveAsync(new ArrayBufferWriter<short>(), cancellationToken);
        var kinds = new GarbageMaker(victim, Ssrc, Sequence).MakeAll();
        var handling = new List<double>();
        foreach (var kind in kinds)
        {
            await HandleAsync(mux, victim, kind, count / 10, cancellationToken); // compiles it
            handling.Add(await HandleAsync(mux, victim, kind, count, cancellationToken));
        }

        victim.Listen();
        var figures = new List<GarbageKindFigures>();
        foreach (var (kind, alone) in kinds.Zip(handling))
        {
            await ReceiveAsync(mux, victim, kind, alone, count / 10, cancellationToken); // compiles it
            figures.Add(await ReceiveAsync(mux, victim, kind, alone, count, cancellationToken));
        }

        return new GarbageFigures { Kinds = figures };
    }

    /// <returns>Microseconds each.</returns>
    private static async Task<double> HandleAsync(
        UdpMux mux, MuxedStream victim, GarbageKind kind, int count, CancellationToken cancellationToken)
    {
        // Only a socket of our own can be spoken for; the publisher proves to be there too.
        using var socket = new UdpSocket(mux, Here, port: 0);
        var publisher = victim.Link.LocalEndPoint.Serialize();
        mux.Take(AuthenticCheck(victim), publisher, socket);
        var from = kind.IsFromPublisher ? publisher : new IPEndPoint(IPAddress.Loopback, 9).Serialize();
        var samples = new ArrayBufferWriter<short>();
        var begin = ThreadCpu.Now;
        for (var i = 0; i < count; i++)
        {
            mux.Take(kind.Datagrams[i % kind.Datagrams.Length], from, socket);
            if (i % DrainEvery == 0 && Reaches(kind))
            {
                // Goes on without a wait, on this thread: there is something.
                await victim.Peer.ReceiveAsync(samples, cancellationToken);
            }
        }

        return Math.Round((ThreadCpu.Now - begin).TotalMicroseconds / count, 3);
    }

    // Whether it is handed over to the publisher's own loop.
    private static bool Reaches(GarbageKind kind) => kind.IsFromPublisher || kind.Name.EndsWith("WithSsrc", StringComparison.Ordinal);

    private static byte[] AuthenticCheck(MuxedStream victim)
    {
        using var path = new RtcPath(victim.Ice, victim.Answer);
        var check = new byte[StunMessage.MaxSize];
        return check[..path.WriteCheck(check)];
    }

    private async Task<GarbageKindFigures> ReceiveAsync(
        UdpMux mux, MuxedStream victim, GarbageKind kind, double alone, int count, CancellationToken cancellationToken)
    {
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await stranger.ConnectAsync(victim.Answer.Candidate, cancellationToken);
        var flood = new GarbageFlood(kind.IsFromPublisher ? victim.Link.SendRaw : datagram => stranger.Send(datagram), kind.Datagrams);
        var port = mux.Endpoints[0].Port;
        var dropped = KernelDrops.At(port);
        var use = new CpuUse(time);
        await flood.RunAsync(count, cancellationToken);
        await Task.Delay(Rest, time, cancellationToken);
        var cpu = use.CpuSeconds - flood.Cpu.TotalSeconds;
        dropped = KernelDrops.At(port) - dropped;
        return new GarbageKindFigures(kind.Name, alone, Math.Round(cpu * 1e6 / Math.Max(1, count - dropped), 3), count, dropped);
    }
}
