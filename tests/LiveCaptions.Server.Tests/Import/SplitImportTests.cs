using System.Net.Http.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Exports;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Import;

/// <summary>Files whose two channels are a track each.</summary>
public sealed class SplitImportTests
{
    private static readonly short[] Left = [.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Silence(8), .. FakeSpeech.Say(4, 5)];
    private static readonly short[] Right =
    [
        .. FakeSpeech.Silence(0.1), .. FakeSpeech.Say(11, 12, 13), .. FakeSpeech.Silence(4), .. FakeSpeech.Say(14)
    ];
    private static readonly byte[] Talk = TestImports.Wav(Left, Right);

    [Fact]
    public async Task Every_word_has_its_channels_speaker_and_simultaneous_speech_overlaps()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.ImportAsync(TestImports.Form(Talk, fields: [("splitChannels", "true"), ("speakers", "Ann, Bob")]));
        await session.UntilStateAsync("finished");

        var cues = await session.CuesAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), TextOf(cues, "Ann"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14), TextOf(cues, "Bob"));
        Assert.Equal(0.1, WordOf(cues, "w11").Start - WordOf(cues, "w1").Start, 0.06);
        var vtt = CaptionFileReader.WebVtt(await server.Http.GetStringAsync($"/api/sessions/{session.Id}/captions.vtt"));
        Assert.Contains(vtt.Zip(vtt.Skip(1)), pair => pair.Second.Start < pair.First.End);
        Assert.Equal(Left.Length / 16_000d, await session.DurationAsync(), 0.001);
    }

    [Fact]
    public async Task Link_is_split_too_and_channels_without_names_are_left_and_right()
    {
        await using var host = await MediaHost.StartAsync(Talk);
        await using var server = await TestServer.StartAsync(settings: ("Import:AllowPrivateAddresses", "true"));
        var session = await server.ImportAsync(JsonContent.Create(new { url = host.At("talk.wav"), splitChannels = true }));
        await session.UntilStateAsync("finished");

        var cues = await session.CuesAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), TextOf(cues, "Left"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14), TextOf(cues, "Right"));
    }

    [Fact]
    public async Task Killed_server_goes_on_and_nothing_is_lost_or_doubled_on_either_channel()
    {
        var recognizer = new FakeRecognizer
        {
            BeforeFrame = (frame, stop) =>
                frame.Position > 2 * FakeSpeech.SampleRate ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask,
        };
        await using var killed = await TestServer.StartAsync(recognizer: recognizer);
        var session = await killed.ImportAsync(TestImports.Form(Talk, fields: ("splitChannels", "true")));
        await killed.UntilAsync(async () => (await session.CuesAsync()).Count >= 2);

        await using var restarted = await TestServer.StartAsync(killed.CopyOfData(), settings: ("Sessions:GraceSeconds", "0"));
        session = session with { Server = restarted };
        await session.UntilStateAsync("finished");

        var cues = await session.CuesAsync();
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5), TextOf(cues, "Left"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14), TextOf(cues, "Right"));
        Assert.Equal(0.1, WordOf(cues, "w11").Start - WordOf(cues, "w1").Start, 0.06);
    }

    [Fact]
    public async Task Mono_fails_its_session_with_one_clear_line()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.ImportAsync(TestImports.Form(TestImports.Wav(FakeSpeech.Say(1)), fields: ("splitChannels", "true")));
        await session.UntilStateAsync("failed");
        Assert.Equal(
            "talk.wav: It has 1 channel; only stereo can be split.", (await session.ViewAsync()).GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("speakers_invalid", "splitChannels=true", "false", "Ann,Bob")]
    [InlineData("speakers_invalid", "each of the 2 channels", "true", "Ann")]
    [InlineData("form_invalid", "splitChannels is true or false", "maybe", "Ann,Bob")]
    public async Task Unusable_names_are_refused_and_nothing_is_kept(string code, string words, string split, string speakers)
    {
        await using var server = await TestServer.StartAsync();
        var refused = await server.RefusedAsync(TestImports.Form(Talk, fields: [("splitChannels", split), ("speakers", speakers)]));
        Assert.Equal((400, code), (refused.Status, refused.Code));
        Assert.Contains(words, refused.Detail, StringComparison.Ordinal);
        Assert.Empty(server.ImportFiles());
    }

    [Fact]
    public async Task Live_stream_is_not_split()
    {
        await using var server = await TestServer.StartAsync(settings: ("Import:AllowPrivateAddresses", "true"));
        var refused = await server.RefusedAsync(
            JsonContent.Create(new { url = "http://127.0.0.1:1/radio", live = true, splitChannels = true }));
        Assert.Equal((400, "split_invalid"), (refused.Status, refused.Code));
    }

    private static string TextOf(IEnumerable<Cue> cues, string speaker) =>
        string.Join(' ', cues.Where(cue => cue.Speaker!.Label == speaker).Select(cue => cue.Text));

    private static CueWord WordOf(IEnumerable<Cue> cues, string text) =>
        cues.SelectMany(cue => cue.Words!).Single(word => word.Text == text);
}
