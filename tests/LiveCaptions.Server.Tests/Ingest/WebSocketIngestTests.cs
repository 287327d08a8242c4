using System.Net.WebSockets;
using System.Runtime.InteropServices;
using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using NAudio.Codecs;

namespace LiveCaptions.Server.Tests.Ingest;

public sealed class WebSocketIngestTests
{
    private static readonly short[] Speech =
    [
        .. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4), .. FakeSpeech.Say(5, 6), .. FakeSpeech.Begin(7)
    ];
    private static readonly string SpeechText = FakeSpeech.Text(1, 2, 3, 4, 5, 6, 7);

    [Fact]
    public async Task Audio_becomes_finals_and_close_finishes_the_session()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync(new { title = "Test", language = "en-US" });
        await using var publisher = await session.PublishAsync();
        Assert.Equal("live", await session.StateAsync());

        await publisher.SendAsync([.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4, 5)]);
        var status = await publisher.CloseAsync();

        Assert.Equal(WebSocketCloseStatus.NormalClosure, status);
        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), await session.TextAsync());
        var cues = await session.CuesAsync();
        Assert.All(cues, cue => Assert.Equal(CueKind.Final, cue.Kind));
        Assert.Equal(0, cues[0].Start, 0.05);
        Assert.All(cues, cue => Assert.InRange(cue.Latency!.Value, 0, 10));
    }

    [Fact]
    public async Task Received_audio_is_acknowledged()
    {
        await using var server = await TestServer.StartAsync(settings: ("Ingest:AckSeconds", "0.05"));
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        Assert.Equal(0, publisher.Received);

        await publisher.SendAsync(FakeSpeech.Silence(1.5));

        Assert.Equal(1.5, await publisher.AcknowledgedAsync(1.5));
    }

    [Fact]
    public async Task Finalize_makes_the_open_utterance_final_without_a_pause()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync(FakeSpeech.Begin(1, 2));
        await publisher.SendTextAsync("""{"type":"finalize"}""");
        await viewer.FinalsAsync(1);
        Assert.Equal(FakeSpeech.Text(1, 2), viewer.Finals.Single().Text);

        await publisher.SendAsync(FakeSpeech.Begin(3));
        await publisher.CloseAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3), await session.TextAsync());
    }

    [Fact]
    public async Task Telephony_says_the_same_as_int16()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=mulaw&sampleRate=16000");

        await publisher.SendAsync(Array.ConvertAll(Speech, MuLawEncoder.LinearToMuLawSample));
        await publisher.CloseAsync();

        Assert.Equal(SpeechText, await session.TextAsync());
    }

    [Theory]
    [InlineData("mulaw", 8_000)]
    [InlineData("alaw", 8_000)]
    [InlineData("pcm_s16le", 16_000)]
    public async Task Telephony_has_its_own_rate_where_none_is_said(string encoding, int sampleRate)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync($"&encoding={encoding}");

        Assert.Equal(sampleRate, publisher.Ready.GetProperty("sampleRate").GetInt32());
    }

    [Fact]
    public async Task Float_and_stereo_say_the_same_as_int16_mono()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&encoding=pcm_f32le&sampleRate=16000&channels=2");

        var stereo = Speech.SelectMany(s => new[] { s / 32768f, s / 32768f }).ToArray();
        await publisher.SendAsync(MemoryMarshal.AsBytes<float>(stereo).ToArray());
        await publisher.CloseAsync();

        Assert.Equal(SpeechText, await session.TextAsync());
    }

    [Fact]
    public async Task Publisher_that_lost_its_connection_resends_from_received_and_nothing_is_lost_or_doubled()
    {
        await using var server = await TestServer.StartAsync(settings: [("Ingest:AckSeconds", "0.05"), ("Ingest:TakeoverSeconds", "0")]);
        var session = await server.CreateSessionAsync();
        await using (var first = await session.PublishAsync())
        {
            await first.SendAsync(Speech[..9_999]);
            await first.AcknowledgedAsync(9_999 / 16_000d);
            first.Abort();
        }

        await using var second = await session.PublishAsync();
        Assert.Equal(9_999 / 16_000d, second.Received, 1e-6);
        await second.SendAsync(Speech[(int)Math.Round(second.Received * 16_000)..]);
        await second.CloseAsync();

        Assert.Equal(SpeechText, await session.TextAsync());
    }

    [Fact]
    public async Task Any_chunking_of_the_audio_gives_the_same_finals()
    {
        await using var server = await TestServer.StartAsync();
        var expected = await FinalsAsync(server, [Speech.Length]);

        await Gen.Int[1, 20_000].List[1, 12].SampleAsync(
            async cuts => Assert.Equal(expected, await FinalsAsync(server, cuts)),
            iter: 12,
            threads: 1);
    }

    [Fact]
    public async Task Speaker_in_the_query_names_the_track_and_its_cues()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var anna = await session.PublishAsync("&speaker=Anna");
        await using var ben = await session.PublishAsync("&speaker=Ben");

        await anna.SendAsync(FakeSpeech.Say(1));
        await ben.SendAsync(FakeSpeech.Say(2));
        await anna.CloseAsync();
        Assert.Equal("live", await session.StateAsync());
        await ben.CloseAsync();

        Assert.Equal("finished", await session.StateAsync());
        var cues = await session.CuesAsync();
        Assert.Equal(["Anna: w1", "Ben: w2"], cues.Select(c => $"{c.Speaker!.Label}: {c.Text}").Order());
    }

    [Fact]
    public async Task Publisher_that_does_not_come_back_within_the_grace_time_ends_the_session()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:GraceSeconds", "0.2"));
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using (var publisher = await session.PublishAsync())
        {
            await publisher.SendAsync(FakeSpeech.Begin(1, 2));
            publisher.Abort();
        }

        await viewer.ReadToEndAsync();

        Assert.Equal("finished", viewer.State);
        Assert.Equal("graceExpired", (await server.GetAsync($"/api/sessions/{session.Id}")).GetProperty("endReason").GetString());
    }

    [Fact]
    public async Task Recording_that_reaches_its_limit_ends_the_session_with_its_finals()
    {
        await using var server = await TestServer.StartAsync(settings: ("Sessions:MaxRecordingHours", "0.001"));
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync();

        await publisher.SendAsync([.. FakeSpeech.Say(1), .. FakeSpeech.Silence(10)]);

        Assert.Equal("recording_limit", (await publisher.NextAsync("error")).GetProperty("code").GetString());
        await viewer.ReadToEndAsync();
        Assert.Equal("finished", viewer.State);
        Assert.Equal("w1", await session.TextAsync());
        Assert.Equal(3.6, (await server.GetAsync($"/api/sessions/{session.Id}")).GetProperty("duration").GetDouble());
    }

    private static async Task<List<(string Text, double Start, double End)>> FinalsAsync(TestServer server, List<int> cuts)
    {
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync();
        var rest = Speech.AsMemory();
        for (var i = 0; rest.Length > 0; i++)
        {
            var length = Math.Min(cuts[i % cuts.Count], rest.Length);
            await publisher.SendAsync(rest[..length].ToArray());
            rest = rest[length..];
        }

        await publisher.CloseAsync();
        return (await session.CuesAsync()).ConvertAll(c => (c.Text, c.Start, c.End));
    }
}
