using System.Security.Cryptography;
using LiveCaptions.Clients.WebRtc;
using LiveCaptions.Media.Rtp;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>What networks, and those who sit in them, do to packets.</summary>
public sealed class WhipNetworkTests
{
    [Fact]
    public async Task Packets_that_come_twice_add_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        for (var i = 0; i < 20; i++)
        {
            var packet = speaker.Next(400);
            speaker.Link.SendRaw(packet);
            speaker.Link.SendRaw(packet);
        }

        await EndsAsync(session, speaker, (400, 0.4), (650, 0.2));
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Packets_with_a_bit_flipped_add_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        for (var i = 0; i < 20; i++)
        {
            var packet = speaker.Next(400);
            for (var bit = i; bit < packet.Length * 8; bit += 61)
            {
                packet[bit / 8] ^= (byte)(1 << (bit % 8));
                speaker.Link.SendRaw(packet);
                packet[bit / 8] ^= (byte)(1 << (bit % 8));
            }

            speaker.Link.SendRaw(packet);
            await session.RecordedAsync((i + 1) * WhipSpeaker.PacketSeconds);
        }

        await EndsAsync(session, speaker, (400, 0.4), (650, 0.2));
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Packets_that_are_not_encrypted_add_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        for (ushort i = 0; i < 50; i++)
        {
            var plain = new byte[RtpPacket.PlainHeaderLength + 60];
            RtpPacket.WriteHeader(
                plain, WhipOffer.PayloadType, marker: false, (ushort)(speaker.Sequence + i),
                speaker.Timestamp + (i * 960u), WhipSpeaker.Ssrc);
            RandomNumberGenerator.Fill(plain.AsSpan(RtpPacket.PlainHeaderLength));
            speaker.Link.SendRaw(plain);
        }

        await EndsAsync(session, speaker, (650, 0.2));
    }

    [Fact]
    public async Task Garbage_of_every_kind_on_the_connection_adds_nothing_and_ends_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        for (var first = 0; first < 256; first++)
        {
            byte[] garbage = [(byte)first, .. RandomNumberGenerator.GetBytes(100)];
            speaker.Link.SendRaw(garbage);
            speaker.Link.SendRaw(garbage.AsSpan(0, first % 20));
        }

        await EndsAsync(session, speaker, (650, 0.2));
        Assert.False(speaker.Link.Closed.IsFaulted);
    }

    [Fact]
    public async Task Audio_goes_on_when_the_publishers_port_changes()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.4);
        await session.RecordedAsync(0.4);
        var port = speaker.Link.LocalEndPoint.Port;

        speaker.Link.Rebind();
        Assert.NotEqual(port, speaker.Link.LocalEndPoint.Port);

        await EndsAsync(session, speaker, (400, 0.4), (650, 0.2));
        Assert.Equal(0, await session.LostAudioAsync());
    }

    [Fact]
    public async Task Packets_out_of_order_are_put_in_order()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.02);
        byte[][] packets = [.. Enumerable.Range(0, 40).Select(i => speaker.Next(i < 19 ? 400 : 1_000))];
        foreach (var block in packets.Chunk(5))
        {
            foreach (var packet in block.Reverse())
            {
                speaker.Link.SendRaw(packet);
            }
        }

        await session.RecordedAsync(0.82);
        await EndsAsync(session, speaker, (400, 0.4), (1_000, 0.42), (650, 0.2));
    }

    [Fact]
    public async Task Lost_packets_leave_the_length_as_it_is_and_are_counted()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var lost = 0;
        speaker.Passes = number => number % 10 != 3 || lost++ < 0;
        speaker.Say(400, 0.8);
        speaker.Say(1_000, 0.4);
        speaker.Passes = _ => true;

        await EndsAsync(session, speaker, (400, 0.8), (1_000, 0.4), (650, 0.2));
        Assert.Equal(lost * WhipSpeaker.PacketSeconds, await session.LostAudioAsync(), 0.001);
    }

    [Fact]
    public async Task Lost_packets_that_are_sent_again_when_the_server_asks_are_not_lost()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session, WhipSpeaker.Options with { Nack = true });
        using var stop = new CancellationTokenSource();
        var answering = speaker.AnswerNacksAsync(stop.Token);
        speaker.Passes = number => number % 10 != 3;
        speaker.Say(400, 1);
        speaker.Passes = _ => true;

        await EndsAsync(session, speaker, (400, 1), (650, 0.2));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
        Assert.InRange(await session.LostAudioAsync(), 0, 0.02);
    }

    [Fact]
    public async Task Long_loss_becomes_silence_of_its_length()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.4);
        speaker.Passes = _ => false;
        speaker.Say(400, 0.6);
        speaker.Passes = _ => true;
        speaker.Say(1_000, 0.3);

        await session.RecordedAsync(1.3);
        await speaker.DeleteAsync();
        Assert.Equal(1.3, await session.DurationAsync());
        Assert.Equal(0.6, await session.LostAudioAsync(), 0.001);
        var runs = RecordedAudio.Of(session).Runs;
        Assert.Equal([400, 0, 1_000], runs.Select(run => run.Hertz));
        Assert.Equal(1, runs[2].Start, 0.05);
    }

    [Theory]
    [InlineData(48_000u * 3_600 * 5)]
    [InlineData(uint.MaxValue - (48_000u * 3_600 * 5))]
    public async Task Timestamps_that_jump_by_hours_make_no_hours(uint jump)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        speaker.Say(400, 0.4);
        speaker.Timestamp += jump;
        speaker.Say(1_000, 0.4);
        speaker.Timestamp -= jump;

        await EndsAsync(session, speaker, (400, 0.4), (1_000, 0.4), (650, 0.2));
    }

    [Fact]
    public async Task Sender_that_says_more_than_time_has_passed_is_cut_short()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var speaker = await WhipSpeaker.ConnectAsync(session);
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 20; i++)
        {
            speaker.Say(400, 0.5);
            await session.RecordedAsync(Math.Min((i + 1) * 0.5, 1.5));
        }

        await speaker.DeleteAsync();
        Assert.InRange(await session.DurationAsync(), 1.5, 2.1 + TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Two tenths of another tone are the last that is heard, and before it this.</summary>
    private static async Task EndsAsync(TestSession session, WhipSpeaker speaker, params (int Hertz, double Seconds)[] expected)
    {
        speaker.Say(650, 0.2);
        var seconds = expected.Sum(run => run.Seconds) + (expected[^1].Hertz == 650 ? 0 : 0.2);
        await session.RecordedAsync(seconds);
        Assert.Equal(200, await speaker.DeleteAsync());
        Assert.Equal(seconds, await session.DurationAsync(), 1e-6);
        RecordedAudio.Of(session).IsHeardAs(0.05, expected);
    }
}
