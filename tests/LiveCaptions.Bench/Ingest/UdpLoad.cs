using System.Net;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// Many streams in real time over one UDP port of this machine, decrypted and decoded; nothing recognises or records them.
/// </summary>
internal sealed class UdpLoad(BenchHandshakes handshakes, TimeProvider time)
{
    private const int ConnectAtOnce = 16;

    // Of what is under way when the last packet was sent.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    public async Task<UdpFigures> RunAsync(int count, IReadOnlyList<byte[]> packets, TimeSpan length, CancellationToken cancellationToken)
    {
        await using var mux = UdpMux.Open([new UdpAddress(IPAddress.Loopback, IPAddress.Loopback)], port: 0, time);
        var streams = new MuxedStream[count];
        try
        {
            await Parallel.ForAsync(
                0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectAtOnce, CancellationToken = cancellationToken },
                async (i, token) =>
                    streams[i] = await MuxedStream.ConnectAsync(mux, handshakes, SrtpProfile.Aes128Gcm, time, token));
            return await MeasureAsync(mux, streams, packets, length, cancellationToken);
        }
        finally
        {
            foreach (var stream in streams.OfType<MuxedStream>())
            {
                await stream.DisposeAsync();
            }
        }
    }

    private async Task<UdpFigures> MeasureAsync(
        UdpMux mux, MuxedStream[] streams, IReadOnlyList<byte[]> packets, TimeSpan length, CancellationToken cancellationToken)
    {
        Array.ForEach(streams, stream => stream.Listen());
        var port = mux.Endpoints[0].Port;
        var dropped = KernelDrops.At(port);
        var storm = new PacketStorm(Array.ConvertAll(streams, stream => stream.Link), packets, time);
        var use = new CpuUse(time);
        await storm.RunAsync(length, cancellationToken);
        var (elapsed, cpu) = (use.Elapsed, use.CpuSeconds - storm.Cpu.TotalSeconds);
        await Task.Delay(Rest, time, cancellationToken);
        dropped = KernelDrops.At(port) - dropped;
        foreach (var stream in streams)
        {
            await stream.StopAsync();
        }

        var lost = streams.Sum(stream => stream.Peer.LostSamples);
        return new UdpFigures
        {
            Streams = streams.Length,
            Seconds = elapsed,
            CpuShare = Math.Round(cpu / elapsed, 4),
            CpuSharePerStream = Math.Round(cpu / elapsed / streams.Length, 7),
            StreamsPerCore = (int)(streams.Length * elapsed / cpu),
            SenderCpuShare = Math.Round(storm.Cpu.TotalSeconds / elapsed, 4),
            PacketsSent = storm.Sent,
            PacketsReceived = (streams.Sum(stream => stream.Samples) - lost) / SpeechPackets.Samples,
            KernelDrops = dropped,
            LostSamples = lost,
            ReceiveBufferBytes = mux.ReceiveBufferBytes,
            WorstSendDelay = Math.Round(storm.WorstDelay, 3),
        };
    }
}
