using CsCheck;
using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

/// <summary>Timestamps and sources that do not go on as they should, and clocks that stop.</summary>
public sealed class RtpAudioReceiverTimeTests : IDisposable
{
    private static readonly byte[] Payload = OpusPackets.Encode(OpusPackets.Sine(16_000, 0.02), 16_000, new())[0];

    // Two frames of 60 ms, of which there is next to nothing.
    private static readonly byte[] LongPayload = [0x19, 1, 2];

    private readonly RtpStream _stream = new();

    private RtpAudioReceiver Receiver => _stream.Receiver;

    public void Dispose() => _stream.Dispose();

    [Theory]
    [InlineData(10_000_000)]
    [InlineData(150_000)] // 3 s in no time
    [InlineData(-960 * 20)]
    [InlineData(-10_000_000)]
    [InlineData(int.MinValue)]
    public void Timestamp_that_cannot_be_true_moves_nothing(int jump)
    {
        _stream.Send(0..50);
        _stream.FirstTimestamp += (uint)jump;
        _stream.Send(50..100);
        Assert.Equal((100, 0), (_stream.Packets, Receiver.LostSamples));
        Assert.InRange(OpusPackets.Energy(_stream[75]), 0.7, 1.3);
    }

    [Fact]
    public void Timestamp_that_jumps_where_a_packet_is_lost_is_not_lost_audio()
    {
        _stream.Send(0..50);
        _stream.FirstTimestamp += 10_000_000;
        _stream.Send(51..60);
        Assert.Equal((59, 0), (_stream.Packets, Receiver.LostSamples));
    }

    [Fact]
    public void Timestamp_may_not_jump_by_time_that_passed_before()
    {
        _stream.Send(0..50);
        _stream.Send(50, RtpStream.At(1_050)); // 20 s that the RTP clock slept through, and nobody reported
        _stream.FirstTimestamp += 5 * 48_000;
        _stream.Send(51, RtpStream.At(1_051));
        Assert.Equal(52, _stream.Packets);
    }

    [Fact]
    public void Timestamps_that_stand_still_lose_no_audio()
    {
        for (var i = 0; i < 50; i++)
        {
            _stream.Send((ushort)i, 7, Payload, RtpStream.At(i));
        }

        Assert.Equal(50, _stream.Packets);
    }

    [Fact]
    public void Small_jitter_of_timestamps_is_carried_along()
    {
        using var even = new RtpStream();
        for (var i = 0; i < 100; i++)
        {
            var jitter = (i % 3 - 1) * 100;
            _stream.Send((ushort)i, (uint)(100_000 + (i * 960) + jitter), Payload, RtpStream.At(i));
            even.Send((ushort)i, (uint)(100_000 + (i * 960)), Payload, RtpStream.At(i));
        }

        Assert.True(_stream.Output.SequenceEqual(even.Output));
    }

    [Theory]
    [InlineData(955)]
    [InlineData(965)]
    public void Length_follows_the_timestamps_when_they_go_another_way_than_the_samples(int ticks)
    {
        for (var i = 0; i < 1_000; i++)
        {
            _stream.Send((ushort)i, (uint)(i * ticks), Payload, RtpStream.At(i));
        }

        Assert.InRange(Receiver.WrittenSamples - (1_000.0 * ticks / 3), -80, 80); // 5 ms
        Assert.Equal(0, Receiver.LostSamples);
    }

    [Fact]
    public void Audio_faster_than_time_is_refused_after_two_seconds()
    {
        for (var i = 0; i < 500; i++)
        {
            _stream.Send(i, RtpStream.At(0));
        }

        Assert.Equal((100, 400), (_stream.Packets, Receiver.RefusedPackets));
        _stream.Send(500, RtpStream.At(2));
        Assert.Equal(101, _stream.Packets);
    }

    [Fact]
    public void Gaps_in_no_time_add_up_to_no_more_than_two_seconds()
    {
        for (var i = 0; i < 50; i++)
        {
            _stream.Send((ushort)i, (uint)i * 48_000, Payload, RtpStream.At(i));
        }

        Assert.InRange(_stream.Packets, 50, 150);
    }

    [Fact]
    public void Nothing_makes_more_audio_than_time_has_passed_and_two_seconds() =>
        Gen.Select(Gen.Int[0, 3], Gen.UShort, Gen.UInt, Gen.Int[0, 30], Gen.Int[0, 20]).Array[1, 300].Sample(
            events =>
            {
                using var stream = new RtpStream();
                var now = RtpStream.At(0);
                foreach (var (kind, number, timestamp, step, reach) in events)
                {
                    now += TimeSpan.FromMilliseconds(step);
                    stream.Ssrc = (uint)reach % 2;
                    switch (kind)
                    {
                        case 0:
                            stream.Report(now, timestamp % 100, number);
                            break;
                        case 1:
                            stream.Receiver.ReceiveBye(stream.Ssrc);
                            break;
                        default:
                            stream.Send((ushort)(number % (1 << reach % 17)), timestamp % (1u << reach), LongPayload, now);
                            break;
                    }
                }

                stream.Flush(now);
                var passed = now - (stream.Receiver.FirstPacketAt ?? now);
                return stream.Output.Length == stream.Receiver.WrittenSamples
                    && stream.Receiver.WrittenSamples <= ((passed.TotalSeconds * 1.001) + 2) * 16_000
                    && stream.Receiver.LostSamples <= stream.Receiver.WrittenSamples;
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void Pause_that_the_RTP_clock_slept_through_becomes_silence_with_the_next_report()
    {
        _stream.Send(0..50);
        _stream.Report(RtpStream.At(50), wallSeconds: 101, index: 50);
        for (var i = 50; i < 60; i++)
        {
            _stream.Send(i, RtpStream.At(i + 500)); // 10 s later, as if they had not been
        }

        _stream.Report(RtpStream.At(560), wallSeconds: 111.1875, index: 59.375);
        _stream.Send(60, RtpStream.At(560));
        Assert.Equal((561, 0), (_stream.Packets, Receiver.LostSamples));
        Assert.Equal(0, OpusPackets.Energy(_stream.Output[(60 * 320)..(560 * 320)]));
    }

    [Fact]
    public void Wall_clock_that_was_set_moves_nothing()
    {
        _stream.Send(0..50);
        _stream.Report(RtpStream.At(50), wallSeconds: 101, index: 50);
        _stream.Send(50..100);
        _stream.Report(RtpStream.At(100), wallSeconds: 1_000_000, index: 100);
        _stream.Send(100..150);
        _stream.Report(RtpStream.At(150), wallSeconds: 1_000_001.9, index: 150);
        Assert.Equal(150, _stream.Packets);
    }

    [Fact]
    public void Report_of_another_source_says_nothing()
    {
        _stream.Send(0..50);
        _stream.Report(RtpStream.At(50), wallSeconds: 101, index: 50);
        _stream.Ssrc = 2;
        _stream.Report(RtpStream.At(550), wallSeconds: 111, index: 50);
        Assert.Equal(50, _stream.Packets);
    }

    [Fact]
    public void Another_source_is_not_listened_to_while_the_first_is_heard()
    {
        _stream.Send(0..50);
        _stream.Ssrc = 2;
        _stream.Send(50..70);
        Assert.Equal((50, 20, 1u), (_stream.Packets, Receiver.ForeignPackets, Receiver.Ssrc));
    }

    [Fact]
    public void Another_source_takes_over_after_half_a_second_at_its_place_in_time()
    {
        _stream.Send(0..50);
        SwitchSource();
        _stream.Send(500..550);
        Assert.Equal((550, 0, 2u), (_stream.Packets, Receiver.LostSamples, Receiver.Ssrc));
        Assert.Equal(0, OpusPackets.Energy(_stream.Output[(50 * 320)..(500 * 320)]));
        Assert.InRange(OpusPackets.Energy(_stream[525]), 0.7, 1.3);
    }

    [Fact]
    public void Another_source_takes_over_at_once_after_a_bye()
    {
        _stream.Send(0..50);
        Receiver.ReceiveBye(99);
        SwitchSource();
        _stream.Send(50);
        Assert.Equal(50, _stream.Packets);
        Receiver.ReceiveBye(1);
        _stream.Send(51..60);
        Assert.Equal((60, 0, 2u), (_stream.Packets, Receiver.LostSamples, Receiver.Ssrc));
    }

    [Fact]
    public void What_waits_for_a_packet_of_the_old_source_is_not_lost_with_it()
    {
        _stream.Send(0..50);
        _stream.Send(51);
        SwitchSource();
        _stream.Send(100..110);
        Assert.Equal((110, 320), (_stream.Packets, Receiver.LostSamples));
    }

    [Fact]
    public void Source_without_Opus_is_not_listened_to()
    {
        _stream.Send(1, 1, Payload, RtpStream.At(0), payloadType: 96);
        Assert.Equal((null, 1), (Receiver.Ssrc, Receiver.ForeignPackets));
    }

    private void SwitchSource()
    {
        _stream.Ssrc = 2;
        _stream.FirstTimestamp = 123;
    }
}
