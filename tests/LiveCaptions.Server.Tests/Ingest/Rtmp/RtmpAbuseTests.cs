using System.Text;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Publishers that do what they should not: they are closed, and nobody else notices.</summary>
[Collection(Children.Collection)]
public sealed class RtmpAbuseTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_speaks_http_is_closed_at_once()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await RtmpClient.ConnectAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);

        await client.SendRawAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n"), Cancel);

        await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Who_says_nothing_is_closed_after_the_time_to_connect()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:ConnectSeconds", "0.3"));
        using var client = await RtmpClient.ConnectAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);

        await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Who_says_nothing_is_closed_long_before_the_time_to_publish_is_over()
    {
        await using var server = await TestServer.StartAsync(settings: [("Rtmp:HandshakeSeconds", "0.3"), ("Rtmp:ConnectSeconds", "60")]);
        using var client = await RtmpClient.ConnectAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        using var slow = await RtmpClient.ConnectAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        await slow.ShakeHandsAsync(Cancel);

        await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
        await slow.BeginAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
    }

    [Fact]
    public async Task Who_tries_stream_keys_is_not_listened_to_for_a_while()
    {
        await using var server = await TestServer.StartAsync(
            settings: [("Limits:ExemptLoopback", "false"), ("Limits:WrongKeysPerMinute", "2")]);
        var rtmp = (await server.CreateSessionAsync()).Rtmp();
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<RtmpRefusedException>(() => RtmpClient.PublishAsync(new Uri(rtmp, $"/live/guess{i}"), Cancel));
        }

        Assert.Equal((2, 1), (server.Refusals.Of("key_wrong"), server.Refusals.Of("too_many_requests")));
    }

    [Fact]
    public async Task Who_sends_byte_by_byte_is_closed_after_the_time_to_connect()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:ConnectSeconds", "0.5"));
        using var client = await RtmpClient.ConnectAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        var closed = client.UntilClosedAsync(Cancel);
        try
        {
            while (!closed.IsCompleted)
            {
                await client.SendRawAsync((byte[])[3], Cancel);
                await Task.Delay(20, Cancel);
            }
        }
        catch (IOException)
        {
            // Closed.
        }

        await closed.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Who_shakes_hands_and_no_more_is_closed_after_the_time_to_connect()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:ConnectSeconds", "0.5"));
        using var client = await RtmpClient.ConnectAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        await client.ShakeHandsAsync(Cancel);

        Assert.Equal("NetStream.Publish.BadName", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task Publisher_that_falls_silent_is_gone_and_its_session_waits()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:VanishSeconds", "0.5"));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        Assert.Equal("NetConnection.Connect.Closed", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
        Assert.Equal("live", await session.StateAsync());
        using var again = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
    }

    [Fact]
    public async Task Garbage_behind_the_handshake_closes_the_connection()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            using var client = await RtmpClient.ConnectAsync(session.Rtmp(), Cancel);
            await client.ShakeHandsAsync(Cancel);
            var garbage = new byte[20_000];
            random.NextBytes(garbage);
            garbage[0] |= 0xC0; // continues what never began
            try
            {
                await client.SendRawAsync(garbage, Cancel);
            }
            catch (IOException)
            {
                // Closed before all of it was sent.
            }

            await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
        }

        using var honest = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
    }

    [Fact]
    public async Task Garbage_in_the_place_of_aac_ends_the_publisher_or_is_silence_and_the_session_lives()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var random = new Random(2);
        await client.SendAudioAsync(0, (byte[])[0xAF, 0, 0x11, 0x90], Cancel);
        try
        {
            for (uint i = 0; i < 200; i++)
            {
                var frame = new byte[300];
                random.NextBytes(frame);
                await client.SendAudioAsync(i * 21, (byte[])[0xAF, 1, .. frame], Cancel);
            }
        }
        catch (IOException)
        {
            // Sent away.
        }

        Assert.Equal("live", await session.StateAsync());
        client.Abort();
        var tags = await FlvFile.EncodeAsync(Tone.Of(1), Cancel);
        using var again = await Eventually.SucceedsAsync(() => RtmpClient.PublishAsync(session.Rtmp(), Cancel));
        await again.SendAllAsync(tags);
        await again.UnpublishAsync(Cancel);
        Assert.Equal(1, Tone.In(session.Recording())[^1] is var last ? last.End - last.Start : 0, 0.1);
    }

    [Fact]
    public async Task Commands_out_of_order_close_the_connection()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        foreach (var command in (string[])["createStream", "publish", "play"])
        {
            using var client = await RtmpClient.ConnectAsync(session.Rtmp(), Cancel);
            await client.ShakeHandsAsync(Cancel);
            client.Command(command, amf => amf.Null().String(session.Key).String("live"));

            await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
        }
    }

    [Fact]
    public async Task Unknown_command_is_answered_and_harms_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        client.Command("_checkbw", amf => amf.Null());

        var message = await client.NextAsync(Cancel);

        Assert.Equal("_error", RtmpCommand.Parse(message!.Value.Payload.Span).Name);
        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(0.5), Cancel));
        await client.UnpublishAsync(Cancel);
    }

    [Fact]
    public async Task Ping_is_answered()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        await client.SendAsync(RtmpMessageType.UserControl, (byte[])[0, 6, 1, 2, 3, 4], timestamp: 0, Cancel);

        var message = await client.NextAsync(Cancel);

        Assert.Equal(RtmpMessageType.UserControl, message!.Value.Type);
        Assert.Equal([0, 7, 1, 2, 3, 4], message.Value.Payload.ToArray());
    }

    [Fact]
    public async Task Strangers_that_idle_keep_no_publisher_out_those_that_wait_longest_are_closed()
    {
        await using var server = await TestServer.StartAsync(
            settings: [("Rtmp:MaxPending", "2"), ("Rtmp:HandshakeSeconds", "60"), ("Rtmp:ConnectSeconds", "60")]);
        var session = await server.CreateSessionAsync();

        // One after the other: the server knows the first before the second is there.
        using var first = await RtmpClient.ConnectAsync(session.Rtmp(), Cancel);
        await first.ShakeHandsAsync(Cancel);
        using var second = await RtmpClient.ConnectAsync(session.Rtmp(), Cancel);
        await second.ShakeHandsAsync(Cancel);

        using var publisher = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await first.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
        Assert.Equal(1, server.Refusals.Of("rtmp_crowded"));

        // Who publishes has given its place back, so the second stranger has still its own.
        await second.BeginAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        using var another = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
        using var andAnother = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);
    }

    [Fact]
    public async Task Message_that_is_too_long_closes_the_connection_before_it_is_sent()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await RtmpClient.PublishAsync((await server.CreateSessionAsync()).Rtmp(), Cancel);

        await client.SendRawAsync((byte[])[0x05, 0, 0, 0, 0x7F, 0xFF, 0xFF, 8, 1, 0, 0, 0], Cancel);

        Assert.Equal("NetConnection.Connect.Closed", await client.StatusAsync(Cancel));
        await client.UntilClosedAsync(Cancel).WaitAsync(Patience, Cancel);
    }
}
