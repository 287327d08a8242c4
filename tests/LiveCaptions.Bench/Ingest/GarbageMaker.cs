using System.Security.Cryptography;
using System.Text;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Media.WebRtc.Ice;

namespace LiveCaptions.Bench.Ingest;

/// <summary>What comes to an open port: noise, and what knows more and more of a publisher.</summary>
/// <param name="victim">A connected publisher.</param>
/// <param name="victimSsrc">Of the audio that it has sent.</param>
/// <param name="victimSequence">Of its last packet: what is far behind it would be refused before its tag is looked at.</param>
internal sealed class GarbageMaker(MuxedStream victim, uint victimSsrc, ushort victimSequence)
{
    private const int Variants = 512;
    private const int RandomBytes = 100;
    private const int DtlsHeader = 13;

    // What 20 ms of speech have at 32 kb/s.
    private const int RtpBytes = RtpPacket.PlainHeaderLength + 80 + 16;

    public IReadOnlyList<GarbageKind> MakeAll() =>
    [
        Make("random", isFromPublisher: false, _ => RandomNumberGenerator.GetBytes(RandomBytes)),
        Make("stunUnknownUfrag", isFromPublisher: false, _ => Check($"{IceCredentials.Create().Ufrag}:{victim.Ice.Ufrag}")),
        Make("stunWrongPassword", isFromPublisher: false, _ => Check($"{victim.Answer.Ice.Ufrag}:{victim.Ice.Ufrag}")),
        Make("dtlsOfStranger", isFromPublisher: false, _ => DtlsRecord()),
        Make("rtpOfStranger", isFromPublisher: false, i => Rtp(i, victimSsrc + 1)),
        Make("rtpOfStrangerWithSsrc", isFromPublisher: false, i => Rtp(i, victimSsrc)),
        Make("srtpWrongTag", isFromPublisher: true, i => Rtp(i, victimSsrc)),
    ];

    private static GarbageKind Make(string name, bool isFromPublisher, Func<int, byte[]> make) =>
        new(name, isFromPublisher, [.. Enumerable.Range(0, Variants).Select(make)]);

    private static byte[] Check(string username)
    {
        var request = new StunBindingRequest
        {
            TransactionId = RandomNumberGenerator.GetBytes(StunMessage.TransactionIdSize),
            Username = Encoding.ASCII.GetBytes(username),
            Priority = 1,
            TieBreaker = 1,
            UseCandidate = true,
        };
        var buffer = new byte[StunMessage.MaxSize];
        return buffer[..StunWriter.WriteBindingRequest(buffer, request, Encoding.ASCII.GetBytes(IceCredentials.Create().Password))];
    }

    // Of handshake messages, DTLS 1.2, with its length.
    private static byte[] DtlsRecord()
    {
        var record = RandomNumberGenerator.GetBytes(DtlsHeader + RandomBytes);
        (record[0], record[1], record[2], record[DtlsHeader - 2], record[DtlsHeader - 1]) = (22, 254, 253, 0, RandomBytes);
        return record;
    }

    private byte[] Rtp(int number, uint ssrc)
    {
        var packet = RandomNumberGenerator.GetBytes(RtpBytes);
        RtpPacket.WriteHeader(
            packet, WhipOffer.PayloadType, marker: false, (ushort)(victimSequence + 1 + number), (uint)number * SpeechPackets.Ticks, ssrc);
        return packet;
    }
}
