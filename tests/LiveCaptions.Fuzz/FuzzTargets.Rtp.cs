using System.Buffers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtp;

namespace LiveCaptions.Fuzz;

/// <summary>What a publisher sends once it is authenticated. Nothing here may throw at all.</summary>
public static partial class FuzzTargets
{
    private static void Rtp(byte[] input)
    {
        if (RtpPacket.TryParse(input, out var packet))
        {
            Require(packet.HeaderLength + packet.Payload.Length <= input.Length);
        }
    }

    private static void Rtcp(byte[] input)
    {
        if (RtcpReader.TryParse(input, out var reader))
        {
            while (reader.TryRead(out _))
            {
            }
        }
    }

    /// <summary>The first packet's length, its payload, and that of a second one, before which one is missing.</summary>
    private static void Opus(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        Opus(input, new LibOpusBackend());
        Opus(input, new ConcentusBackend());
    }

    private static void Opus(byte[] input, IOpusBackend backend)
    {
        using var decoder = new OpusDecoder(backend);
        var samples = new short[OpusDecoder.MaxSamples];
        var cut = Math.Min(1 + input[0], input.Length);
        ReadOnlySpan<byte> first = input.AsSpan(1..cut);
        ReadOnlySpan<byte> second = input.AsSpan(cut);
        decoder.Decode(first, samples);
        decoder.Conceal(samples.AsSpan(0, input.Length % samples.Length));
        decoder.DecodeFec(second, samples.AsSpan(0, decoder.FecSamplesIn(second)));
        var decoded = decoder.Decode(second, samples);
        Require(decoded == 0 || decoded == decoder.SamplesIn(second));
    }

    /// <summary>
    /// A sequence of datagrams, each behind two bytes: milliseconds since the one before, and its length.
    /// RTCP is told apart as in RFC 5761 §4.
    /// </summary>
    private static void RtpAudio(byte[] input)
    {
        using var receiver = new RtpAudioReceiver(payloadType: 111, nack: true);
        var output = new ArrayBufferWriter<short>();
        var nacks = new ushort[16];
        var now = TimeSpan.Zero;
        for (var rest = input.AsSpan(); rest.Length >= 2;)
        {
            now += TimeSpan.FromMilliseconds(rest[0]);
            var datagram = rest.Slice(2, Math.Min(rest[1], rest.Length - 2));
            rest = rest[(2 + datagram.Length)..];
            Receive(receiver, datagram, now, output);
            receiver.TakeNacks(now, nacks);
            receiver.TakeReport(now);
        }

        receiver.Flush(now, output);
        Require(output.WrittenCount == receiver.WrittenSamples);
        Require(receiver.WrittenSamples <= ((now.TotalSeconds * 1.001) + 2) * RtpAudioReceiver.OutputSampleRate);
    }

    private static void Receive(RtpAudioReceiver receiver, ReadOnlySpan<byte> datagram, TimeSpan now, IBufferWriter<short> output)
    {
        if (datagram is [_, >= 192 and <= 223, ..] && RtcpReader.TryParse(datagram, out var reader))
        {
            while (reader.TryRead(out var item))
            {
                if (item.Kind == RtcpItemKind.SenderReport)
                {
                    receiver.Receive(item.Report, now, output);
                }
                else
                {
                    receiver.ReceiveBye(item.Ssrc);
                }
            }
        }
        else if (RtpPacket.TryParse(datagram, out var packet))
        {
            receiver.Receive(packet, now, output);
        }
    }

    private static void Require(bool fact)
    {
        if (!fact)
        {
            throw new InvalidOperationException("What always holds does not hold.");
        }
    }
}
