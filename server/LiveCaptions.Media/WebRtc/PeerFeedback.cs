using System.Buffers.Binary;
using System.Security.Cryptography;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;

namespace LiveCaptions.Media.WebRtc;

/// <summary>
/// What goes back to a publisher by SRTCP: a receiver report every second, by which encoders set their forward error correction,
/// and requests for lost packets.
/// </summary>
internal sealed class PeerFeedback(RtpAudioReceiver audio, DatagramSend send) : IDisposable
{
    private const int MaxNacks = 64;

    /// <summary>What SRTCP adds: its index and the longest tag.</summary>
    private const int Trailer = 32;

    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(1);

    private readonly uint _ssrc = BinaryPrimitives.ReadUInt32LittleEndian(RandomNumberGenerator.GetBytes(sizeof(uint)));
    private readonly byte[] _packet = new byte[ReceiverReport.MaxLength + GenericNack.MaxLength(MaxNacks) + Trailer];
    private SrtpContext? _protection;
    private TimeSpan _nextReport;

    public void Protect(SrtpContext protection) => _protection = protection;

    /// <summary>Sends what is due; without audio there is nothing to report.</summary>
    public void SendDue(TimeSpan now)
    {
        if (audio.Ssrc is not { } source || _protection is null)
        {
            return;
        }

        Span<ushort> missing = stackalloc ushort[MaxNacks];
        missing = missing[..audio.TakeNacks(now, missing)];
        var isDue = now >= _nextReport;
        if (missing.IsEmpty && !isDue)
        {
            return;
        }

        // A compound packet begins with a report, whatever it is sent for (RFC 4585 §3.1): an empty one between the periods, whose
        // share of lost packets would say little.
        var length = ReceiverReport.Write(_packet, _ssrc, isDue ? audio.TakeReport(now) : null, "livecaptions"u8);
        _nextReport = isDue ? now + ReportPeriod : _nextReport;
        if (!missing.IsEmpty)
        {
            length += GenericNack.Write(_packet.AsSpan(length), _ssrc, source, missing);
        }

        send(_packet.AsSpan(0, _protection.ProtectRtcp(_packet, length)));
    }

    public void Dispose() => _protection?.Dispose();
}
