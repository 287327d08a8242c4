using CsCheck;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class RtpAudioReceiverTests : IDisposable
{
    private static readonly byte[][] Packets = OpusPackets.Encode(OpusPackets.Sine(16_000, 6), 16_000, new OpusEncoderSettings());

    private readonly RtpStream _stream = new();

    private RtpAudioReceiver Receiver => _stream.Receiver;

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void Packets_in_order_are_decoded_at_once()
    {
        Assert.Equal((null, null, null), (Receiver.Ssrc, Receiver.FirstPacketAt, Receiver.LastPacketAt));
        for (var i = 0; i < 100; i++)
        {
            _stream.Send(i);
            Assert.Equal(i + 1, _stream.Packets);
        }

        Assert.Equal((1u, RtpStream.At(0), RtpStream.At(99)), (Receiver.Ssrc, Receiver.FirstPacketAt, Receiver.LastPacketAt));
        Assert.Equal((32_000, 0), (Receiver.WrittenSamples, Receiver.LostSamples));
        Assert.InRange(OpusPackets.Energy(_stream.Output[2_000..]), 0.7, 1.3);
        Assert.Null(Receiver.NextDeadline);
    }

    [Fact]
    public void Any_order_within_the_window_gives_the_same_samples() =>
        Gen.Select(Gen.UShort, Gen.UInt, Gen.Int[0, 1000]).Sample(
            (number, timestamp, seed) =>
            {
                // 20 ms packets that arrive up to 50 ms late: less than what a gap is waited for.
                var random = new Random(seed);
                var arrivals = Enumerable.Range(0, 80)
                    .Select(i => (Index: i, At: RtpStream.At(i == 0 ? 0 : i + (2.5 * random.NextDouble())))).OrderBy(p => p.At);
                using var shuffled = new RtpStream { FirstNumber = number, FirstTimestamp = timestamp };
                foreach (var (index, at) in arrivals)
                {
                    shuffled.Send(index, at);
                    if (random.Next(3) == 0)
                    {
                        shuffled.Send(random.Next(index + 1), at);
                    }
                }

                return shuffled.Receiver.LostSamples == 0 && shuffled.Output.SequenceEqual(InOrder(80));
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void Sequence_numbers_and_timestamps_roll_over()
    {
        using var stream = new RtpStream { FirstNumber = 65_500, FirstTimestamp = uint.MaxValue - 40_000 };
        stream.Send(0..100);
        Assert.True(stream.Output.SequenceEqual(InOrder(100)));
        Assert.Equal(0, stream.Receiver.LostSamples);
    }

    [Fact]
    public void Whatever_is_lost_the_length_and_the_count_are_exact() =>
        Gen.Select(Gen.UShort, Gen.Bool.Array[1, 120]).Sample(
            (number, lost) =>
            {
                using var stream = new RtpStream { FirstNumber = number };
                var received = Enumerable.Range(0, lost.Length + 1).Where(i => i == 0 || !lost[i - 1]).ToList();
                received.ForEach(stream.Send);
                stream.Flush(RtpStream.At(130));
                var packets = received[^1] + 1;
                return stream.Packets == packets && stream.Receiver.LostSamples == (packets - received.Count) * RtpStream.PacketSamples;
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void Lost_audio_is_made_up_where_it_was()
    {
        _stream.Send(0..50);
        _stream.Send(51..80);
        Assert.Equal((80, 320), (_stream.Packets, Receiver.LostSamples));
        Assert.InRange(OpusPackets.Energy(_stream[50]), 0.05, 1.5);
    }

    [Fact]
    public void What_the_next_packet_restores_is_not_lost()
    {
        using var stream = new RtpStream(OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, OpusPackets.WithFec));
        stream.Send(0..10);
        stream.Send(11..20);
        Assert.Equal((20, 0), (stream.Packets, stream.Receiver.LostSamples));
        for (var i = 5; i < 20; i++)
        {
            Assert.InRange(OpusPackets.Energy(stream[i]), 0.5, 1.5);
        }
    }

    [Fact]
    public void Only_the_last_of_several_lost_packets_is_restored()
    {
        using var stream = new RtpStream(OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, OpusPackets.WithFec));
        stream.Send(0..10);
        stream.Send(17..25);
        Assert.Equal((25, 6 * 320), (stream.Packets, stream.Receiver.LostSamples));
        Assert.True(OpusPackets.Energy(stream[16]) > 3 * OpusPackets.Energy(stream[14]));
    }

    [Fact]
    public void Long_loss_becomes_silence_of_its_length()
    {
        _stream.Send(0..50);
        _stream.Send(1550..1560);
        Assert.Equal((1560, 1500 * 320), (_stream.Packets, Receiver.LostSamples));
        Assert.InRange(OpusPackets.Energy(_stream[50]), 0.05, 1.5);
        Assert.Equal(0, OpusPackets.Energy(_stream.Output[(56 * 320)..(1550 * 320)]));
        Assert.InRange(OpusPackets.Energy(_stream[1555]), 0.7, 1.3);
    }

    [Fact]
    public void Sender_that_says_nothing_is_silent_and_nothing_is_lost()
    {
        _stream.Send(0..50);
        for (var i = 50; i < 60; i++)
        {
            // Silence of 400 ms before each, as libwebrtc's DTX has it: time goes on, numbers do not.
            var index = 70 + ((i - 50) * 21);
            _stream.Send((ushort)(1000 + i), _stream.FirstTimestamp + ((uint)index * 960), Payload(i), RtpStream.At(index));
        }

        Assert.Equal((70 + (9 * 21) + 1, 0), (_stream.Packets, Receiver.LostSamples));
        Assert.Equal(0, OpusPackets.Energy(_stream.Output[(50 * 320)..(70 * 320)]));
    }

    [Fact]
    public void Packet_lost_amid_silence_is_no_longer_than_a_packet()
    {
        _stream.Send(0..50);
        _stream.Send(1051, _stream.FirstTimestamp + (90 * 960), Payload(90), RtpStream.At(90));
        _stream.Tick(RtpStream.At(110));
        Assert.Equal((91, 320), (_stream.Packets, Receiver.LostSamples));
    }

    [Fact]
    public void Encoder_in_DTX_keeps_its_time()
    {
        short[] speech = [.. OpusPackets.Sine(16_000, 0.5), .. new short[32_000], .. OpusPackets.Sine(16_000, 0.5)];
        var packets = OpusPackets.Encode(speech, 16_000, new OpusEncoderSettings(Dtx: true));
        using var stream = new RtpStream(packets);
        var number = (ushort)0;
        var sent = packets.Index().Where(p => p.Item.Length > 2).ToList();
        Assert.InRange(sent.Count, 50, 100);
        sent.ForEach(p => stream.Send(number++, (uint)p.Index * 960, p.Item, RtpStream.At(p.Index)));
        Assert.Equal((150, 0), (stream.Packets, stream.Receiver.LostSamples));
    }

    [Fact]
    public void Packets_of_two_and_a_half_milliseconds_are_missed_exactly_too()
    {
        var packets = OpusPackets.Encode(OpusPackets.Sine(16_000, 1), 16_000, new OpusEncoderSettings(), samplesPerPacket: 40);
        for (var i = 0; i < 199; i++)
        {
            if (i % 7 != 3)
            {
                _stream.Send((ushort)i, (uint)i * 120, packets[i], RtpStream.At(i / 8.0));
            }
        }

        _stream.Flush(RtpStream.At(30));
        Assert.Equal((199 * 40, 28 * 40), (Receiver.WrittenSamples, Receiver.LostSamples));
    }

    [Fact]
    public void Payload_that_is_no_Opus_is_lost_audio()
    {
        _stream.Send(0..10);
        _stream.Send(1010, _stream.FirstTimestamp + 9600, [0xFF], RtpStream.At(10));
        _stream.Send(11..20);
        Assert.Equal((20, 320, 1), (_stream.Packets, Receiver.LostSamples, Receiver.RefusedPackets));
    }

    [Fact]
    public void Packets_without_audio_for_us_are_not_missed()
    {
        _stream.Send(0..10);
        _stream.Send(1010, _stream.FirstTimestamp + 9600, Payload(10), RtpStream.At(10), payloadType: 126);
        _stream.Send(1011, _stream.FirstTimestamp + 9600, [], RtpStream.At(10));
        _stream.Send(1012, _stream.FirstTimestamp + 9600, Payload(10), RtpStream.At(10));
        Assert.Equal((11, 0), (_stream.Packets, Receiver.LostSamples));
    }

    [Fact]
    public void Missing_packets_that_are_sent_again_are_not_lost()
    {
        using var stream = new RtpStream(nack: true);
        stream.Send(0..10);
        stream.Send(11);
        Assert.Equal(RtpStream.At(11.5), stream.Receiver.NextDeadline);
        var numbers = new ushort[10];
        Assert.Equal(1, stream.Receiver.TakeNacks(RtpStream.At(11.5), numbers));
        Assert.Equal(1010, numbers[0]);
        stream.Send(12..15);
        stream.Send(10, RtpStream.At(15));
        Assert.True(stream.Output.SequenceEqual(InOrder(15)));
        Assert.Equal(0, stream.Receiver.LostSamples);
    }

    [Fact]
    public void Gap_at_the_end_is_given_up_by_the_tick()
    {
        _stream.Send(0..10);
        _stream.Send(11);
        Assert.Equal(10, _stream.Packets);
        _stream.Tick(Receiver.NextDeadline!.Value);
        Assert.Equal(12, _stream.Packets);
    }

    [Fact]
    public void Report_counts_what_was_received()
    {
        Assert.Null(Receiver.TakeReport(RtpStream.At(0)));
        _stream.Send(0..10);
        _stream.Send(12..20);
        _stream.Report(RtpStream.At(20), 100, 20);
        var report = Receiver.TakeReport(RtpStream.At(70))!.Value;
        Assert.Equal((1u, 2, 65_536u), (report.Ssrc, report.CumulativeLost, report.DelaySinceSenderReport));
    }

    [Fact]
    public void Receiving_allocates_nothing()
    {
        using var receiver = new RtpAudioReceiver(RtpStream.PayloadType, nack: true);
        var output = new EndlessWriter();
        var datagram = new byte[1500];
        var nacks = new ushort[10];
        Receive(0, 500);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Receive(500, 1_500);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500);
        Assert.InRange(receiver.LostSamples, 1, receiver.WrittenSamples / 10);

        void Receive(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                // Every tenth is late, every fiftieth lost.
                var index = (i % 10) switch { 3 => i + 1, 4 => i - 1, _ => i };
                if (i % 50 != 9)
                {
                    var payload = Payload(index);
                    RtpPacket.WriteHeader(datagram, RtpStream.PayloadType, marker: false, (ushort)index, (uint)index * 960, 1);
                    payload.CopyTo(datagram, RtpPacket.PlainHeaderLength);
                    Assert.True(RtpPacket.TryParse(datagram.AsSpan(0, RtpPacket.PlainHeaderLength + payload.Length), out var packet));
                    receiver.Receive(packet, RtpStream.At(i), output);
                }

                receiver.TakeNacks(RtpStream.At(i), nacks);
                receiver.TakeReport(RtpStream.At(i));
            }
        }
    }

    private static byte[] Payload(int index) => Packets[index % Packets.Length];

    private static ReadOnlySpan<short> InOrder(int packets)
    {
        using var stream = new RtpStream();
        stream.Send(0..packets);
        return stream.Output;
    }
}
