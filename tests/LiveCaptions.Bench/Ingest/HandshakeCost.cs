using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Bench.Ingest;

/// <summary>DTLS handshakes between two ends in this process, without a network between them.</summary>
internal sealed class HandshakeCost(BenchHandshakes handshakes, TimeProvider time)
{
    private const int AtOnce = 8;

    private readonly Lock _lock = new();
    private int _count;
    private TimeSpan _serverCpu;

    public async Task<HandshakeFigures> RunAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        await DtlsWarmUp.RunAsync(handshakes.Servers, handshakes.Identity, cancellationToken);
        var (start, use) = (time.GetTimestamp(), new CpuUse(time));
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(
            async () =>
            {
                do
                {
                    await ShakeAsync(cancellationToken);
                }
                while (time.GetElapsedTime(start) < length);
            },
            cancellationToken)));
        var (elapsed, cpu) = (use.Elapsed, use.CpuSeconds);
        return new HandshakeFigures
        {
            Count = _count,
            PerSecond = Math.Round(_count / elapsed, 1),
            CpuSeconds = Math.Round(cpu / _count, 5),
            ServerCpuSeconds = Math.Round(_serverCpu.TotalSeconds / _count, 5),
            ServerPerSecondAndCore = Math.Round(_count / _serverCpu.TotalSeconds, 1),
        };
    }

    private async Task ShakeAsync(CancellationToken cancellationToken)
    {
        // A server's handshake has a thread of its own, on which it sends: up to its last flight, behind which only the keys are derived.
        var serverCpu = TimeSpan.Zero;
        DtlsTransport? client = null;
        using var server = new DtlsTransport(handshakes.Servers, handshakes.Identity, [handshakes.Identity.Fingerprint], datagram =>
        {
            client!.Add(datagram);
            serverCpu = ThreadCpu.Now;
        });
        using (client = new DtlsTransport(handshakes.Clients, handshakes.Identity, [handshakes.Identity.Fingerprint], server.Add))
        {
            await Task.WhenAll(server.AcceptAsync(cancellationToken), client.ConnectAsync([SrtpProfile.Aes128Gcm], cancellationToken));
            lock (_lock)
            {
                _count++;
                _serverCpu += serverCpu;
            }
        }
    }
}
