using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Tests.Exports;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Commands;

/// <summary><c>transcribe --split-channels</c>: two people on a channel each.</summary>
public sealed class TranscribeSplitTests : IDisposable
{
    private static readonly short[] Left = [.. FakeSpeech.Say(1, 2, 3), .. FakeSpeech.Say(4, 5), .. FakeSpeech.Say(6)];
    private static readonly short[] Right =
    [
        .. FakeSpeech.Silence(0.1), .. FakeSpeech.Say(11, 12, 13), .. FakeSpeech.Silence(4), .. FakeSpeech.Say(14)
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-split-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private FakeRecognizer _recognizer = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("talk.wav")]
    [InlineData("talk.flac")]
    public async Task Every_word_has_its_channels_speaker_and_its_time(string name)
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(await RecordAsync(name), "--split-channels", "--formats", "json"));

        var cues = Cues("talk.json");
        Assert.Equal(FakeSpeech.Text(1, 2, 3, 4, 5, 6), TextOf(cues, "Left"));
        Assert.Equal(FakeSpeech.Text(11, 12, 13, 14), TextOf(cues, "Right"));
        Assert.Equal(cues.OrderBy(cue => cue.Start).Select(cue => cue.Id), cues.Select(cue => cue.Id));
        Assert.Equal(Enumerable.Range(1, cues.Count).Select(number => (long)number), cues.Select(cue => cue.Seq));
        Assert.Equal(cues.Count, cues.DistinctBy(cue => cue.Id).Count());
        Assert.All(cues, cue => Assert.Equal(cue.Start, cue.Words![0].Start));
        Assert.Equal(0.1, WordOf(cues, "w11").Start - WordOf(cues, "w1").Start, 0.06);
    }

    [Fact]
    public async Task Simultaneous_speech_gives_overlapping_cues_and_turns_with_the_names_given()
    {
        Assert.Equal(
            ExitCodes.Done,
            await RunAsync(await RecordAsync("talk.wav"), "--split-channels", "--speakers", "Ann, Bob", "--formats", "vtt,rttm"));

        var vtt = await File.ReadAllTextAsync(PathOf("out/talk.vtt"));
        Assert.Contains("<v Ann>", vtt, StringComparison.Ordinal);
        Assert.Contains("<v Bob>", vtt, StringComparison.Ordinal);
        var cues = CaptionFileReader.WebVtt(vtt);
        Assert.Contains(cues.Zip(cues.Skip(1)), pair => pair.Second.Start < pair.First.End);
        var turns = (await File.ReadAllLinesAsync(PathOf("out/talk.rttm"))).Select(line => line.Split(' ')[7]);
        Assert.Equal(["Ann", "Ann", "Ann", "Bob", "Bob"], turns.Order());
    }

    [Fact]
    public async Task Without_the_option_channels_are_mixed()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(await RecordAsync("talk.wav"), "--formats", "json"));
        Assert.All(Cues("talk.json"), cue => Assert.Null(cue.Speaker));
    }

    [Fact]
    public async Task Input_that_is_no_stereo_is_named_and_the_others_are_done()
    {
        var mono = PathOf("mono.wav");
        using (var writer = new WavWriter(File.Create(mono), FakeSpeech.SampleRate))
        {
            writer.Write(Left);
        }

        Assert.Equal(ExitCodes.UnreadableInput, await RunAsync(mono, await RecordAsync("talk.wav"), "--split-channels"));
        Assert.Equal($"livecaptions transcribe: {mono}: It has 1 channel; only stereo can be split.\n", _error.ToString());
        Assert.Equal([PathOf("out/talk.vtt")], Directory.GetFiles(PathOf("out")));
    }

    [Theory]
    [InlineData("--speakers names channels: give --split-channels, too.", "--speakers", "Ann,Bob")]
    [InlineData("--speakers has to name each of the 2 channels, with a comma between: Ann,Bob.", "--split-channels", "--speakers", "Ann")]
    [InlineData("--speakers names two channels alike; give each a name of its own.", "--split-channels", "--speakers", "Ann,Ann")]
    public async Task Wrong_names_are_wrong_usage(string message, params string[] options)
    {
        Assert.Equal(ExitCodes.WrongUsage, await RunAsync([await RecordAsync("talk.wav"), .. options]));
        Assert.Equal($"livecaptions transcribe: {message}\n", _error.ToString());
    }

    [Fact]
    public async Task Broken_off_and_started_again_it_goes_on_with_the_finals_of_both_channels()
    {
        var input = await RecordAsync("talk.wav");
        string[] arguments = [input, "--split-channels", "--formats", "vtt,srt"];
        Assert.Equal(ExitCodes.Done, await RunAsync([.. arguments, "--no-cache"]));
        var undisturbed = Contents();

        _recognizer = BreaksOffAtTheLastWord();
        Assert.Equal(ExitCodes.Failed, await RunAsync(arguments));
        Assert.Equal(2, Directory.GetFiles(PathOf("cache"), "*.journal").Length);

        _recognizer = new FakeRecognizer();
        Assert.Equal(ExitCodes.Done, await RunAsync(arguments));
        Assert.Equal(1, _recognizer.Decoded);
        Assert.Equal(undisturbed, Contents());
    }

    /// <summary>The left channel is through by then, and the first final of the right one is kept.</summary>
    private FakeRecognizer BreaksOffAtTheLastWord() => new()
    {
        BeforeFrame = async (frame, _) =>
        {
            if (Array.Exists(frame.Samples.ToArray(), sample => FakeSpeech.WordOf(sample) == 14))
            {
                await Journals.HaveAsync(PathOf("cache"), 2 + 3 + 1);
                throw new InvalidOperationException("broken");
            }
        },
    };

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(PathOf("out")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

    private List<Cue> Cues(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf($"out/{file}")));
        return json.RootElement.GetProperty("cues").Deserialize<List<Cue>>(CaptionJson.Options)!;
    }

    private static string TextOf(IEnumerable<Cue> cues, string speaker) =>
        string.Join(' ', cues.Where(cue => cue.Speaker?.Label == speaker).Select(cue => cue.Text));

    private static CueWord WordOf(IEnumerable<Cue> cues, string text) =>
        cues.SelectMany(cue => cue.Words!).Single(word => word.Text == text);

    private Task<int> RunAsync(params string[] arguments) => CommandRun.RunAsync(
        new Command("livecaptions") { TranscribeCommand.Create(
            (_, _) => Task.FromResult(_recognizer.ToEngine()), TimeProvider.System,
            cache: () => new CacheOptions { Folder = PathOf("cache") }) },
        ["transcribe", .. arguments, "--out", PathOf("out")],
        TextWriter.Synchronized(_output),
        TextWriter.Synchronized(_error));

    /// <summary>Stereo, by ffmpeg.</summary>
    private async Task<string> RecordAsync(string name)
    {
        var raw = PathOf("stereo.raw");
        await File.WriteAllBytesAsync(raw, FakeSpeech.Bytes(FakeSpeech.Stereo(Left, Right)));
        using var ffmpeg = Process.Start(
            "ffmpeg", ["-nostdin", "-v", "error", "-y", "-f", "s16le", "-ar", "16000", "-ac", "2", "-i", raw, PathOf(name)]);
        await ffmpeg.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, ffmpeg.ExitCode);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
