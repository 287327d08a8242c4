using System.Net.WebSockets;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Exports;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest;

/// <summary>One WebSocket whose two channels are a track each.</summary>
public sealed class SplitChannelsTests
{
    private const string Query = "&channels=2&split=true&speaker=Ann,Bob";
    private static readonly short[] Ann = [.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4, 5), .. FakeSpeech.Begin(6)];
    private static readonly short[] Bob =
    [
        .. FakeSpeech.Silence(0.1), .. FakeSpeech.Say(11, 12, 13), .. FakeSpeech.Say(14), .. FakeSpeech.Begin(15)
    ];

    [Fact]
    public async Task Every_word_of_simultaneous_speech_has_its_channels_speaker_and_its_time()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync(Query);

        await publisher.SendAsync(FakeSpeech.Stereo(Ann, Bob));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await publisher.CloseAsync());

        Assert.Equal("finished", await session.StateAsync());
        Assert.Equal([0, 1], publisher.Ready.GetProperty("tracks").EnumerateArray().Select(track => track.GetInt32()));
        var cues = await session.CuesAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 6), TextOf(cues, "Ann"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14, 15), TextOf(cues, "Bob"));
        Assert.Equal(cues.OrderBy(cue => cue.Start).Select(cue => cue.Id), cues.Select(cue => cue.Id));
        Assert.Equal(0.1, WordOf(cues, "w11").Start - WordOf(cues, "w1").Start, 0.06);
        var vtt = CaptionFileReader.WebVtt(await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt"));
        Assert.Contains(vtt.Zip(vtt.Skip(1)), pair => pair.Second.Start < pair.First.End);
    }

    [Fact]
    public async Task Channels_without_names_are_called_by_their_numbers()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var publisher = await session.PublishAsync("&channels=2&split=true");

        await publisher.SendAsync(FakeSpeech.Stereo(FakeSpeech.Say(1), FakeSpeech.Say(2)));
        await publisher.CloseAsync();

        var cues = await session.CuesAsync();
        Assert.Equal(["w1", "w2"], new[] { "Channel 1", "Channel 2" }.Select(name => TextOf(cues, name)));
    }

    [Fact]
    public async Task Finalize_makes_the_open_utterances_of_both_channels_final()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        await using var viewer = await EventViewer.ConnectAsync(server, session.Id);
        await using var publisher = await session.PublishAsync(Query);

        await publisher.SendAsync(FakeSpeech.Stereo(FakeSpeech.Begin(1), FakeSpeech.Begin(2)));
        await publisher.SendTextAsync("""{"type":"finalize"}""");
        await viewer.FinalsAsync(2);

        Assert.Equal(["Ann: w1", "Bob: w2"], viewer.Finals.Select(cue => $"{cue.Speaker!.Label}: {cue.Text}").Order());
    }

    [Fact]
    public async Task Publisher_that_lost_its_connection_goes_on_and_nothing_is_lost_or_doubled_on_either_channel()
    {
        await using var server = await TestServer.StartAsync(settings: [("Ingest:AckSeconds", "0.05"), ("Ingest:TakeoverSeconds", "0")]);
        var session = await server.CreateSessionAsync();
        var both = FakeSpeech.Stereo(Ann, Bob);
        await using (var first = await session.PublishAsync(Query))
        {
            await first.SendAsync(both[..(2 * 9_999)]);
            await first.AcknowledgedAsync(9_999 / 16_000d);
            first.Abort();
        }

        await using var second = await session.PublishAsync(Query);
        Assert.Equal(9_999 / 16_000d, second.Received, 1e-6);
        await second.SendAsync(both[(2 * 9_999)..]);
        await second.CloseAsync();

        var cues = await session.CuesAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 6), TextOf(cues, "Ann"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14, 15), TextOf(cues, "Bob"));
    }

    [Fact]
    public async Task Channel_that_has_more_than_the_other_takes_nothing_twice()
    {
        await using var server = await TestServer.StartAsync(settings: [("Ingest:AckSeconds", "0.05"), ("Ingest:TakeoverSeconds", "0")]);
        var session = await server.CreateSessionAsync();
        await using (var alone = await session.PublishAsync("&speaker=Ann"))
        {
            await alone.SendAsync(Ann[..9_999]);
            await alone.AcknowledgedAsync(9_999 / 16_000d);
            alone.Abort();
        }

        await using var publisher = await session.PublishAsync(Query);
        Assert.Equal(0, publisher.Received);
        await publisher.SendAsync(FakeSpeech.Stereo(Ann[..5_000], Bob[..5_000]));
        await publisher.AcknowledgedAsync(5_000 / 16_000d);
        await publisher.SendAsync(FakeSpeech.Stereo(Ann[5_000..], Bob[5_000..]));
        await publisher.CloseAsync();

        var cues = await session.CuesAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 6), TextOf(cues, "Ann"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14, 15), TextOf(cues, "Bob"));
        Assert.Equal(0.1, WordOf(cues, "w11").Start - WordOf(cues, "w1").Start, 0.06);
    }

    [Fact]
    public async Task Where_one_channel_is_refused_the_other_is_not_taken_either()
    {
        await using var server = await TestServer.StartAsync(maxStreams: 1);
        var session = await server.CreateSessionAsync();

        Assert.Equal(503, (await Assert.ThrowsAsync<RefusedException>(() => session.PublishAsync(Query))).Status);

        Assert.Equal("created", await session.StateAsync());
        Assert.Equal(0, (await session.ViewAsync()).GetProperty("speakers").GetArrayLength());
    }

    private static string TextOf(IEnumerable<Cue> cues, string speaker) =>
        string.Join(' ', cues.Where(cue => cue.Speaker!.Label == speaker).Select(cue => cue.Text));

    private static CueWord WordOf(IEnumerable<Cue> cues, string text) =>
        cues.SelectMany(cue => cue.Words!).Single(word => word.Text == text);
}
