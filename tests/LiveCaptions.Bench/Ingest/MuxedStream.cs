using System.Buffers;
using System.Net;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Ice;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// A publisher's link and the server's end of it, connected through a port without a server behind: what comes is decoded and counted.
/// </summary>
internal sealed class MuxedStream : IAsyncDisposable
{
    private static readonly PeerLimits Patient = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

    private readonly CancellationTokenSource _stop = new();
    private readonly UdpMux _mux;
    private Task _listening = Task.CompletedTask;

    private MuxedStream(UdpMux mux, WebRtcPeer peer, RtcLink link, WhipAnswer answer, IceCredentials ice) =>
        (_mux, Peer, Link, Answer, Ice) = (mux, peer, link, answer, ice);

    public WebRtcPeer Peer { get; }

    public RtcLink Link { get; }

    /// <summary>What the publisher knows of the server.</summary>
    public WhipAnswer Answer { get; }

    /// <summary>The publisher's.</summary>
    public IceCredentials Ice { get; }

    /// <summary>16 kHz samples that came out, lost ones in their place included.</summary>
    public long Samples { get; private set; }

    /// <summary>Why the connection is over, if it is.</summary>
    public PeerEnd? End { get; private set; }

    /// <exception cref="InvalidOperationException">The two do not come together.</exception>
    public static async Task<MuxedStream> ConnectAsync(
        UdpMux mux, BenchHandshakes handshakes, SrtpProfile profile, TimeProvider time, CancellationToken cancellationToken)
    {
        var ice = IceCredentials.Create();
        var peer = new WebRtcPeer(
            handshakes.Identity, handshakes.Servers,
            new PeerOffer(ice, [handshakes.Identity.Fingerprint], WhipOffer.PayloadType, VideoPayloadType: null, Nack: false),
            Patient, time);
        mux.Register(peer);
        var (address, port) = mux.Endpoints[0];
        var answer = new WhipAnswer(peer.Ice.Local, handshakes.Identity.Fingerprint, new IPEndPoint(address.Advertised, port));
        var connecting = peer.ConnectAsync(cancellationToken);
        var options = new WhipClientOptions(handshakes.Identity, handshakes.Clients) { Profiles = [profile] };
        var link = await RtcLink.ConnectAsync(options, ice, answer, time, cancellationToken);
        return await connecting is { } end
            ? throw new InvalidOperationException($"A publisher of the bench did not get through: {end}.", peer.Failure)
            : new MuxedStream(mux, peer, link, answer, ice);
    }

    /// <summary>From now on takes what comes.</summary>
    public void Listen() => _listening = Task.Run(ListenAsync);

    /// <summary>Waits until nothing is taken any more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _listening;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Link.DisposeAsync();
        _mux.Remove(Peer);
        Peer.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        var output = new ArrayBufferWriter<short>();
        try
        {
            while (End is null)
            {
                output.ResetWrittenCount();
                End = await Peer.ReceiveAsync(output, _stop.Token);
                Samples += output.WrittenCount;
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }
}
