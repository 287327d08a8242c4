using CsCheck;
using LiveCaptions.Media.Rtp;
using Xunit;

namespace LiveCaptions.Media.Tests.Rtp;

public sealed class JitterBufferTests
{
    private readonly JitterBuffer _buffer = new(nack: false);

    [Fact]
    public void Packets_in_order_leave_at_once()
    {
        for (ushort i = 0; i < 10; i++)
        {
            Assert.Equal([$"{i}"], Add(_buffer, i, i * 20));
            Assert.Null(_buffer.NextDeadline);
        }
    }

    [Fact]
    public void Gap_makes_those_behind_it_wait_until_it_is_filled()
    {
        Add(_buffer, 0, 0);
        Assert.Empty(Add(_buffer, 2, 20));
        Assert.Empty(Add(_buffer, 3, 25));
        Assert.Equal(["1", "2", "3"], Add(_buffer, 1, 30));
    }

    [Fact]
    public void Gap_is_given_up_at_the_deadline()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 3, 20);
        Add(_buffer, 4, 40);
        Assert.Equal(Ms(80), _buffer.NextDeadline);
        Assert.Empty(Take(_buffer, Ms(79)));
        Assert.Equal(["3 without 2", "4"], Take(_buffer, Ms(80)));
        Assert.Null(_buffer.NextDeadline);
    }

    [Fact]
    public void Every_gap_has_its_own_deadline()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 2, 20);
        Add(_buffer, 4, 60);
        Assert.Equal(["2 without 1"], Take(_buffer, Ms(80)));
        Assert.InRange(_buffer.NextDeadline!.Value.TotalMilliseconds, 100, 120);
    }

    [Fact]
    public void Gap_that_is_filled_in_part_keeps_its_deadline()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 4, 20);
        Assert.Empty(Add(_buffer, 3, 50));
        Assert.Equal(["3 without 2", "4"], Take(_buffer, Ms(80)));
    }

    [Fact]
    public void Duplicates_and_late_packets_are_dropped_and_counted()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 2, 20);
        Assert.Empty(Add(_buffer, 2, 21));
        Take(_buffer, Ms(200));
        Assert.Empty(Add(_buffer, 0, 201));
        Assert.Empty(Add(_buffer, 1, 201));
        Assert.Equal((2, 1), (_buffer.Duplicates, _buffer.Late));
    }

    [Fact]
    public void Straggler_that_came_too_late_lengthens_the_patience()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 2, 20);
        Take(_buffer, Ms(80));
        Add(_buffer, 1, 120);
        Add(_buffer, 4, 200);
        Assert.Equal(Ms(350), _buffer.NextDeadline);
    }

    [Fact]
    public void Far_jump_is_not_waited_for_and_loses_nothing_that_waits()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 2, 20);
        Assert.Equal(["2 without 1", "1502 without 1499"], Add(_buffer, 1502, 30));
        Assert.Equal(["1503"], Add(_buffer, 1503, 30));
    }

    [Fact]
    public void Sender_that_starts_anew_is_believed_with_its_second_packet()
    {
        Add(_buffer, 5000, 0);
        Add(_buffer, 5002, 1);
        Assert.Empty(Add(_buffer, 17, 20));
        var taken = Add(_buffer, 18, 40);
        Assert.Equal("5002 without 1", taken[0]);
        Assert.StartsWith("18 ", taken[1], StringComparison.Ordinal);
        Assert.Equal(["19"], Add(_buffer, 19, 60));
    }

    [Fact]
    public void One_stray_packet_of_long_ago_changes_nothing()
    {
        Add(_buffer, 5000, 0);
        Assert.Empty(Add(_buffer, 17, 20));
        Assert.Equal(["5001"], Add(_buffer, 5001, 20));
        Assert.Empty(Add(_buffer, 18, 20));
        Assert.Equal(["5002"], Add(_buffer, 5002, 40));
    }

    [Fact]
    public void Buffer_holds_no_more_than_its_capacity()
    {
        Add(_buffer, 0, 0);
        for (ushort i = 2; i <= JitterBuffer.Capacity; i++)
        {
            Assert.Empty(Add(_buffer, i, 1));
        }

        Assert.Equal(JitterBuffer.Capacity, Add(_buffer, JitterBuffer.Capacity + 1, 1).Count);
    }

    [Fact]
    public void Buffer_that_is_not_drained_refuses()
    {
        for (ushort i = 0; i < JitterBuffer.Capacity + 3; i++)
        {
            _buffer.Add(Packet(i), TimeSpan.Zero);
        }

        Assert.Equal(3, _buffer.Refused);
        Assert.Equal(JitterBuffer.Capacity, Take(_buffer, TimeSpan.Zero).Count);
    }

    [Fact]
    public void Payload_longer_than_any_Opus_is_refused()
    {
        Assert.False(_buffer.Add(new RtpPacket { Payload = new byte[JitterBuffer.MaxPayload + 1] }, TimeSpan.Zero));
        Assert.True(_buffer.Add(new RtpPacket { Payload = new byte[JitterBuffer.MaxPayload] }, TimeSpan.Zero));
    }

    [Fact]
    public void Any_order_within_the_window_gives_the_same_packets() =>
        Gen.Select(Gen.UShort, Gen.Int[1, 300], Gen.UInt).Sample((first, count, seed) =>
        {
            // Up to eight packets too early or too late, so no gap is older than 16 ms; the first comes first, as it says where to begin.
            var order = Shuffled(count, reach: 8, seed);
            var taken = new List<string>();
            var buffer = new JitterBuffer(nack: false);
            for (var i = 0; i < count; i++)
            {
                taken.AddRange(Add(buffer, (ushort)(first + order[i]), i));
            }

            return taken.SequenceEqual(Enumerable.Range(0, count).Select(i => $"{(ushort)(first + i)}"));
        });

    [Fact]
    public void Duplicates_change_nothing() =>
        Gen.Select(Gen.UShort, Gen.Bool.Array[1, 200], Gen.Int[0, 10].Array[0, 100]).Sample((first, came, repeats) =>
        {
            var once = new List<string>();
            var often = new List<string>();
            var (plain, repeated) = (new JitterBuffer(nack: false), new JitterBuffer(nack: false));
            for (var i = 0; i < came.Length; i++)
            {
                if (!came[i])
                {
                    continue;
                }

                once.AddRange(Add(plain, (ushort)(first + i), i * 20));
                often.AddRange(Add(repeated, (ushort)(first + i), i * 20));
                var again = i - (i < repeats.Length ? repeats[i] : 0);
                if (again >= 0 && came[again])
                {
                    often.AddRange(Add(repeated, (ushort)(first + again), i * 20));
                }
            }

            return once.SequenceEqual(often);
        });

    [Fact]
    public void Given_out_and_missing_make_up_all_numbers_whatever_comes() =>
        Gen.Select(Gen.UShort, Gen.Int[-20, 60].Array[1, 400], Gen.Int[0, 50]).Sample((first, steps, pace) =>
        {
            var buffer = new JitterBuffer(nack: true);
            var nacks = new ushort[JitterBuffer.Capacity];
            long expected = first;
            var number = first;
            for (var i = 0; i < steps.Length; i++)
            {
                buffer.Add(Packet(number), Ms(i * pace));
                while (buffer.TryTake(Ms(i * pace), out var packet))
                {
                    expected += packet.Missing;
                    Assert.Equal((ushort)expected, packet.SequenceNumber);
                    Assert.Equal((byte)packet.SequenceNumber, packet.Payload[0]);
                    expected++;
                }

                buffer.TakeNacks(Ms(i * pace), nacks);
                Assert.True(buffer.NextDeadline is null || buffer.NextDeadline > Ms(i * pace));
                number = (ushort)(number + steps[i]);
            }
        });

    [Fact]
    public void Missing_packets_are_asked_for_after_10_ms_and_every_40_ms()
    {
        var buffer = new JitterBuffer(nack: true);
        Add(buffer, 65_534, 0);
        Add(buffer, 1, 20);
        Add(buffer, 3, 25);
        Assert.Empty(Nacks(buffer, 29));
        Assert.Equal(Ms(30), buffer.NextDeadline);
        Assert.Equal([65_535, 0], Nacks(buffer, 30));
        Assert.Equal([2], Nacks(buffer, 35));
        Assert.Empty(Nacks(buffer, 69));
        Add(buffer, 0, 69);
        Assert.Equal([65_535], Nacks(buffer, 70));
        Add(buffer, 65_535, 72);
        Assert.Equal([2], Nacks(buffer, 75));
        Add(buffer, 2, 76);
        Assert.Null(buffer.NextDeadline);
    }

    [Fact]
    public void Nothing_is_asked_for_where_NACK_was_not_agreed()
    {
        Add(_buffer, 0, 0);
        Add(_buffer, 2, 20);
        Assert.Empty(Nacks(_buffer, 40));
    }

    [Fact]
    public void Nack_with_little_room_is_asked_in_parts()
    {
        var buffer = new JitterBuffer(nack: true);
        Add(buffer, 0, 0);
        Add(buffer, 5, 0);
        Add(buffer, 7, 0);
        Assert.Equal([1, 2], Nacks(buffer, 10, room: 2));
        Assert.Equal([6], Nacks(buffer, 10, room: 2));
        Assert.Empty(Nacks(buffer, 10, room: 2));
    }

    [Fact]
    public void Reset_starts_with_whatever_comes_next()
    {
        Add(_buffer, 5000, 0);
        Add(_buffer, 5002, 0);
        _buffer.Reset();
        Assert.Equal(["17"], Add(_buffer, 17, 0));
    }

    private static RtpPacket Packet(ushort number) => new() { SequenceNumber = number, Payload = new[] { (byte)number } };

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static List<string> Add(JitterBuffer buffer, ushort number, int milliseconds)
    {
        buffer.Add(Packet(number), Ms(milliseconds));
        return Take(buffer, Ms(milliseconds));
    }

    private static List<string> Take(JitterBuffer buffer, TimeSpan now)
    {
        var taken = new List<string>();
        while (buffer.TryTake(now, out var packet))
        {
            taken.Add(packet.Missing == 0 ? $"{packet.SequenceNumber}" : $"{packet.SequenceNumber} without {packet.Missing}");
        }

        return taken;
    }

    private static ushort[] Nacks(JitterBuffer buffer, int milliseconds, int room = 50)
    {
        var numbers = new ushort[room];
        return numbers[..buffer.TakeNacks(Ms(milliseconds), numbers)];
    }

    /// <summary>0 … count-1, each at most so many places from its own.</summary>
    private static int[] Shuffled(int count, int reach, uint seed)
    {
        var random = new Random((int)seed);
        return [.. Enumerable.Range(0, count).OrderBy(i => i == 0 ? -1 : i + (random.NextDouble() * reach))];
    }
}
