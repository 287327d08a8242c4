using System.Buffers;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Media.WebRtc.Dtls;
using LiveCaptions.Media.WebRtc.Srtp;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// What a stream's packets cost from their ciphertext to 16 kHz samples, without sockets: decrypting, jitter buffer, Opus.
/// </summary>
internal sealed class ReceiveCost(IReadOnlyList<byte[]> packets)
{
    private const uint Ssrc = 1;

    /// <param name="streams">How many are taken in, one after the other; the first one more is not counted.</param>
    public ReceiveFigures Measure(SrtpProfile profile, int streams)
    {
        var (decrypting, all) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var stream = 0; stream <= streams; stream++)
        {
            var decrypted = Decrypt(profile);
            var received = Receive(profile);
            (decrypting, all) = stream == 0 ? (decrypting, all) : (decrypting + decrypted, all + received);
        }

        var audio = streams * packets.Count * SpeechPackets.Length;
        return new ReceiveFigures
        {
            Profile = profile.ToString(),
            AudioSeconds = audio.TotalSeconds,
            CoreShare = Math.Round(all / audio, 7),
            DecryptCoreShare = Math.Round(decrypting / audio, 7),
            MicrosecondsPerPacket = Math.Round(all.TotalMicroseconds / (streams * packets.Count), 2),
        };
    }

    private TimeSpan Receive(SrtpProfile profile)
    {
        var (datagrams, context) = Protect(profile);
        using var receiver = new RtpAudioReceiver(WhipOffer.PayloadType, nack: false);
        var output = new ArrayBufferWriter<short>(OutputRoom);
        var begin = ThreadCpu.Now;
        for (var i = 0; i < datagrams.Length; i++)
        {
            output.ResetWrittenCount();
            if (context.TryUnprotectRtp(datagrams[i], out var length) && RtpPacket.TryParse(datagrams[i].AsSpan(0, length), out var packet))
            {
                receiver.Receive(packet, i * SpeechPackets.Length, output);
            }
        }

        var taken = ThreadCpu.Now - begin;
        context.Dispose();
        return receiver.WrittenSamples == datagrams.Length * (long)SpeechPackets.Samples && receiver.LostSamples == 0
            ? taken
            : throw new InvalidOperationException(
                $"Of {datagrams.Length} packets {receiver.WrittenSamples / SpeechPackets.Samples} were decoded.");
    }

    private TimeSpan Decrypt(SrtpProfile profile)
    {
        var (datagrams, context) = Protect(profile);
        var begin = ThreadCpu.Now;
        foreach (var datagram in datagrams)
        {
            context.TryUnprotectRtp(datagram, out _);
        }

        var taken = ThreadCpu.Now - begin;
        context.Dispose();
        return taken;
    }

    private static int OutputRoom => AudioFormat.SampleRate;

    /// <returns>One stream's datagrams, and who opens them.</returns>
    private (byte[][] Datagrams, SrtpContext Receiver) Protect(SrtpProfile profile)
    {
        var exported = new byte[SrtpKeys.ExportedSize(profile)];
        Random.Shared.NextBytes(exported);
        var keys = new DtlsSrtpKeys(profile, exported);
        using var sender = keys.OpenClientContext();
        var datagrams = new byte[packets.Count][];
        for (var i = 0; i < datagrams.Length; i++)
        {
            var length = RtpPacket.PlainHeaderLength + packets[i].Length;
            datagrams[i] = new byte[length + sender.RtpOverhead];
            RtpPacket.WriteHeader(datagrams[i], WhipOffer.PayloadType, marker: false, (ushort)i, (uint)i * SpeechPackets.Ticks, Ssrc);
            packets[i].CopyTo(datagrams[i], RtpPacket.PlainHeaderLength);
            sender.ProtectRtp(datagrams[i], length);
        }

        return (datagrams, keys.OpenClientContext());
    }
}
