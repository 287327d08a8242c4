using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Rtmp;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Streams that leave something out, or are broken in part: what can be had is had, and the rest is told.</summary>
[Collection(Children.Collection)]
public sealed class RtmpRepairTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-ar 48000 -ac 2")]
    [InlineData("-ar 44100 -ac 1")]
    [InlineData("-ar 22050 -ac 2")]
    public async Task Adts_frames_are_taken_as_they_say(string format)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync(await Elementary.AdtsTagsAsync(format));
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 2);
        Assert.Equal(["adtsFrames"], await session.NoticesAsync());
    }

    [Fact]
    public async Task Several_adts_frames_in_one_message_follow_each_other()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var tags = await Elementary.AdtsTagsAsync("-ar 48000 -ac 2");

        await client.SendAllAsync(
            [.. tags.Chunk(4).Select(few => few[0] with { Body = (byte[])[0xAF, 1, .. few.SelectMany(tag => tag.Body[2..].ToArray())] })]);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 2);
    }

    [Theory]
    [InlineData("-ar 48000 -ac 2", 2)]
    [InlineData("-ar 44100 -ac 1", 2)]
    [InlineData("-ar 48000 -ac 1", 0.8)]
    public async Task Aac_whose_header_never_comes_is_taken_for_what_its_frames_look_like(string format, double seconds)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync([.. Bare(await Elementary.AdtsTagsAsync(format)).Where(tag => tag.Timestamp < 1_000 * seconds)]);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, seconds);
        Assert.Equal(0, await session.LostAudioAsync());
        Assert.Equal(["formatGuessed"], await session.NoticesAsync());
    }

    [Fact]
    public async Task Aac_whose_header_comes_late_loses_nothing_and_is_not_guessed_at()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var tags = Bare(await Elementary.AdtsTagsAsync("-ar 48000 -ac 2"));

        await client.SendAllAsync(tags[..40]);
        await client.SendAudioAsync(tags[40].Timestamp, (byte[])[0xAF, 0, 0x11, 0x90], Cancel);
        await client.SendAllAsync(tags[40..]);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 2);
        Assert.Empty(await session.NoticesAsync());
    }

    [Fact]
    public async Task Aac_whose_frames_do_not_tell_what_they_are_is_refused_in_one_clear_line()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var told = client.StatusAsync(Cancel);

        await client.SendAllAsync([.. Enumerable.Range(0, 20).Select(i => new FlvTag((uint)i * 100, (byte[])[0xAF, 1, 0x21, 1, 2]))]);

        Assert.Equal("NetConnection.Connect.Closed", await told);
        await client.UntilClosedAsync(Cancel);
        Assert.Equal(1.6, await session.LostAudioAsync(), 0.11);
        Assert.Equal(1, server.Refusals.Of("audio_unsupported"));
    }

    [Fact]
    public async Task Flac_without_its_beginning_is_taken_as_its_frames_say()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        var flac = await Elementary.EncodeAsync("-c:a flac -ar 48000 -frame_size 960", "flac");

        await client.SendAllAsync([.. flac.Frames.Select((frame, i) => new FlvTag((uint)(i * 20), (byte[])[0x91, .. "fLaC"u8, .. frame]))]);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 1);
        Assert.Equal(["formatGuessed"], await session.NoticesAsync());
    }

    [Fact]
    public async Task Codec_may_change_in_mid_stream()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel));
        await client.SendAllAsync(Opus(1), at: timestamp => timestamp + 1_000);
        await client.SendAllAsync(Bare(await Elementary.AdtsTagsAsync("-ar 48000 -ac 1")), at: timestamp => timestamp + 2_000);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 4);
    }

    [Fact]
    public async Task Of_several_tracks_that_with_id_0_is_captioned_and_it_is_said()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync(
            [.. Opus(1).SelectMany(tag => (FlvTag[])[tag, OfTrack(1, tag with { Body = (byte[])[0x91, .. "Opus"u8, 0xFF] })])]);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 1);
        Assert.Contains(
            "id 0", (await session.ViewAsync()).GetProperty("notices")[0].GetProperty("message").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_without_track_0_is_captioned_from_the_track_that_it_has()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync([.. Opus(3).Select(tag => OfTrack(2, tag))]);
        await client.UnpublishAsync(Cancel);

        await HasToneAsync(session, 1);
    }

    [Fact]
    public async Task Messages_that_cannot_be_read_are_counted_and_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync([.. Opus(1).Select((tag, i) => i is >= 20 and < 30 ? tag with { Body = (byte[])[0x91, 1] } : tag)]);
        await client.UnpublishAsync(Cancel);

        Assert.Equal([new(0, 0.4), new(0.6, 1)], Tone.In(session.Recording()), Tone.Within(0.05));
        Assert.Equal(["tagsUnreadable"], await session.NoticesAsync());
        Assert.Equal(0.2, await session.LostAudioAsync(), 1e-6);
    }

    [Fact]
    public async Task Opus_packets_that_are_none_are_counted_and_told()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await client.SendAllAsync(
            [.. Opus(1).Select((tag, i) => i is >= 20 and < 25 ? tag with { Body = (byte[])[0x91, .. "Opus"u8, 0xFF] } : tag)]);
        await client.UnpublishAsync(Cancel);

        Assert.Equal(["opusDropped"], await session.NoticesAsync());
        Assert.Equal(0.1, await session.LostAudioAsync(), 1e-6);
    }

    [Fact]
    public async Task Video_without_audio_is_told_after_ten_seconds_and_no_more_once_audio_comes()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);

        await VideoAsync();
        time.Advance(TimeSpan.FromSeconds(9));
        await VideoAsync();
        Assert.Empty(await session.NoticesAsync());
        time.Advance(TimeSpan.FromSeconds(2));
        await VideoAsync();
        Assert.Equal(["noAudio"], await session.NoticesAsync());
        await client.SendAllAsync(Opus(1));
        await PingAsync(client);
        Assert.Empty(await session.NoticesAsync());

        async Task VideoAsync()
        {
            await client.SendAsync(RtmpMessageType.Video, (byte[])[0x17, 1, 0, 0, 0], timestamp: 0, Cancel);
            await PingAsync(client);
        }
    }

    [Fact]
    public async Task Decoder_that_takes_frames_and_gives_nothing_is_told_and_the_publisher_sent_away()
    {
        await using var server = await TestServer.StartAsync(settings: ("Rtmp:DecoderSeconds", "0.1"));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await client.SendAudioAsync(0, (byte[])[0xAF, 0, 0x11, 0x90], Cancel);
        try
        {
            for (uint i = 0; server.Refusals.Of("decoder_failed") == 0; i++)
            {
                await client.SendAudioAsync(i * 21, (byte[])[0xAF, 1, 0x00, .. "this is no frame"u8], Cancel);
                await PingAsync(client);
            }
        }
        catch (IOException)
        {
            // Closed already.
        }

        await server.UntilRefusedAsync("decoder_failed");
        Assert.Contains("decoderFailed", await session.NoticesAsync());
        Assert.True(await session.LostAudioAsync() > 0.4);
    }

    /// <summary>What was sent before it has been obeyed.</summary>
    private static async Task PingAsync(RtmpClient client)
    {
        await client.SendAsync(RtmpMessageType.UserControl, (byte[])[0, 6, 1, 2, 3, 4], timestamp: 0, Cancel);
        while (await client.NextAsync(Cancel) is { Type: not RtmpMessageType.UserControl })
        {
        }
    }

    private static async Task HasToneAsync(TestSession session, double seconds) =>
        Assert.Equal([new(0, seconds)], Tone.In(session.Recording()), Tone.Within(0.1));

    private static IReadOnlyList<FlvTag> Opus(double seconds)
    {
        using var encoder = new OpusEncoder(16_000, new OpusEncoderSettings());
        var packet = new byte[OpusEncoder.MaxPacket];
        return [.. Tone.Of(seconds).Chunk(320)
            .Select((frame, i) => new FlvTag((uint)i * 20, (byte[])[0x91, .. "Opus"u8, .. packet[..encoder.Encode(frame, packet)]]))];
    }

    private static FlvTag OfTrack(byte track, FlvTag tag) =>
        tag with { Body = (byte[])[0x95, (byte)(tag.Body.Span[0] & 0x0F), .. tag.Body[1..5].Span, track, .. tag.Body[5..].Span] };

    /// <summary>Without their headers.</summary>
    private static List<FlvTag> Bare(IEnumerable<FlvTag> tags) =>
        [.. tags.Select(tag => tag with { Body = (byte[])[0xAF, 1, .. tag.Body[9..].Span] })];
}
