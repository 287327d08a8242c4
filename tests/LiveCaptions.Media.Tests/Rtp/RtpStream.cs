using System.Buffers;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtp;

namespace LiveCaptions.Media.Tests.Rtp;

/// <summary>A publisher of 20 ms packets that can be lost, held back and forged, and the receiver of it.</summary>
internal sealed class RtpStream : IDisposable
{
    public const byte PayloadType = 111;
    public const int PacketSamples = 320;
    public const uint PacketTicks = 960;

    private static readonly byte[][] Plain = OpusPackets.Encode(OpusPackets.Sine(16_000, 6), 16_000, new OpusEncoderSettings());
    private readonly ArrayBufferWriter<short> _output = new();
    private readonly byte[][] _packets;

    public RtpStream(byte[][]? packets = null, bool nack = false)
    {
        _packets = packets ?? Plain;
        Receiver = new RtpAudioReceiver(PayloadType, nack);
    }

    public RtpAudioReceiver Receiver { get; }

    public uint Ssrc { get; set; } = 1;

    public ushort FirstNumber { get; init; } = 1000;

    /// <summary>What is added to the timestamps from now on.</summary>
    public uint FirstTimestamp { get; set; } = 5_000_000;

    public ReadOnlySpan<short> Output => _output.WrittenSpan;

    /// <summary>Output in packets.</summary>
    public double Packets => (double)_output.WrittenCount / PacketSamples;

    /// <summary>The packet's samples in the output, if none of those before were moved.</summary>
    public ReadOnlySpan<short> this[int index] => Output.Slice(index * PacketSamples, PacketSamples);

    /// <summary>When a packet leaves, and arrives if nothing holds it up.</summary>
    public static TimeSpan At(double index) => TimeSpan.FromHours(30) + (index * TimeSpan.FromMilliseconds(20));

    /// <summary>A packet on time, as it is.</summary>
    public void Send(int index) => Send(index, At(index));

    public void Send(Range range)
    {
        for (var i = range.Start.Value; i < range.End.Value; i++)
        {
            Send(i);
        }
    }

    public void Send(int index, TimeSpan now) =>
        Send((ushort)(FirstNumber + index), FirstTimestamp + ((uint)index * PacketTicks), _packets[index % _packets.Length], now);

    public void Send(ushort number, uint timestamp, byte[] payload, TimeSpan now, byte payloadType = PayloadType)
    {
        byte[] datagram = [.. new byte[RtpPacket.PlainHeaderLength], .. payload];
        RtpPacket.WriteHeader(datagram, payloadType, marker: false, number, timestamp, Ssrc);
        if (!RtpPacket.TryParse(datagram, out var packet))
        {
            throw new InvalidOperationException("The packet is no packet.");
        }

        Receiver.Receive(packet, now, _output);
    }

    /// <summary>A report that says: at this time of the wall clock my RTP clock stood at this packet.</summary>
    public void Report(TimeSpan now, double wallSeconds, double index) => Receiver.Receive(
        new SenderReport(Ssrc, (ulong)(wallSeconds * (1L << 32)), FirstTimestamp + (uint)(long)(index * PacketTicks)),
        now,
        _output);

    public void Tick(TimeSpan now) => Receiver.Tick(now, _output);

    public void Flush(TimeSpan now) => Receiver.Flush(now, _output);

    public void Dispose() => Receiver.Dispose();
}
