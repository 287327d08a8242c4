using System.CommandLine;
using System.Runtime.Versioning;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Commands;

/// <summary>What <c>transcribe</c> recognised once, it need not recognise again.</summary>
public sealed class TranscribeCacheTests : IDisposable
{
    private const string Formats = "vtt,srt,txt,json,rttm";
    private const int Utterances = 4;

    private static readonly short[] Talk =
        [
            .. FakeSpeech.Say(1, 2, 3, 2, 3), .. FakeSpeech.Say(11, 12, 11, 12, 11),
            .. FakeMusic.Play(9), .. FakeSpeech.Say(6, 6, 6, 6, 6), .. FakeSpeech.Say(4, 14, 15)
        ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-cache-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly CacheOptions _options;
    private FakeRecognizer _recognizer = Engine();
    private Func<Stream>? _standardInput;
    private int _loads;

    public TranscribeCacheTests() => _options = new CacheOptions { Folder = PathOf("cache") };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Same_recording_again_loads_no_engine_and_gives_the_same_files_byte_for_byte()
    {
        string[] arguments = [Record("talk.wav", Talk), "--formats", Formats, "--emotion-marks", "--sounds"];
        Assert.Equal(ExitCodes.Done, await RunAsync("first", arguments));
        Assert.Equal((1, Utterances), (_loads, _recognizer.Decoded));
        Assert.Contains("<v Speaker 2>", await File.ReadAllTextAsync(PathOf("first/talk.vtt")), StringComparison.Ordinal);
        Assert.Contains("[angrily]", await File.ReadAllTextAsync(PathOf("first/talk.vtt")), StringComparison.Ordinal);
        Assert.Contains("[music]", await File.ReadAllTextAsync(PathOf("first/talk.vtt")), StringComparison.Ordinal);

        _recognizer = new FakeRecognizer { BeforeFrame = (_, _) => throw new InvalidOperationException("It is recognised again.") };
        Assert.Equal(ExitCodes.Done, await RunAsync("second", arguments));
        Assert.Equal(1, _loads);
        Assert.Equal(Contents("first"), Contents("second"));
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("--formats", "srt")]
    [InlineData("--emotion-marks")]
    [InlineData("--smart-format")]
    [InlineData("--replace", "w1=one")]
    public async Task How_it_is_written_can_be_chosen_anew(params string[] options)
    {
        var input = Record("talk.wav", Talk);
        await RunAsync("first", input);
        Assert.Equal(ExitCodes.Done, await RunAsync("second", [input, .. options]));
        Assert.Equal(1, _loads);

        Assert.Equal(ExitCodes.Done, await RunAsync("anew", [input, .. options, "--no-cache"]));
        Assert.Equal(Contents("anew"), Contents("second"));
    }

    [Theory]
    [InlineData("--quality", "fast")]
    [InlineData("--language", "de")]
    [InlineData("--engine", "moonshine-tiny")]
    [InlineData("--provider", "cuda")]
    [InlineData("--max-speakers", "1")]
    [InlineData("--no-diarization")]
    [InlineData("--no-emotion")]
    [InlineData("--sounds")]
    [InlineData("--track", "1")]
    [InlineData("--redact", "numbers")]
    [InlineData("--redact-words", "w1")]
    public async Task What_is_recognised_by_other_settings_is_recognised_anew(params string[] options)
    {
        var input = Record("talk.wav", Talk);
        await RunAsync("first", input);
        _recognizer = Engine();

        Assert.Equal(ExitCodes.Done, await RunAsync("second", [input, .. options]));

        Assert.Equal(Utterances, _recognizer.Decoded);
        Assert.Equal(2, Directory.GetFiles(PathOf("cache")).Length);
    }

    [Fact]
    public async Task Recording_is_known_by_what_is_in_it_and_not_by_its_name_or_place()
    {
        await RunAsync("first", Record("talk.wav", Talk));
        Directory.Move(PathOf("talk.wav"), PathOf("copy.WAV"));
        Assert.Equal(ExitCodes.Done, await RunAsync("second", PathOf("copy.WAV")));
        Assert.Equal(1, _loads);
        Assert.Equal(await File.ReadAllTextAsync(PathOf("first/talk.vtt")), await File.ReadAllTextAsync(PathOf("second/copy.vtt")));

        _recognizer = Engine();
        Record("copy.WAV", [.. Talk, .. FakeSpeech.Say(7)]);
        Assert.Equal(ExitCodes.Done, await RunAsync("third", PathOf("copy.WAV")));
        Assert.Equal(Utterances + 1, _recognizer.Decoded);
    }

    [Fact]
    public async Task What_is_piped_in_or_linked_to_is_known_as_well()
    {
        await using var host = await MediaHost.StartAsync(TestImports.Wav(Talk));
        _standardInput = () => new MemoryStream(TestImports.Wav(Talk));
        await RunAsync("first", "-", host.At("talk.wav"));
        _recognizer = Engine();

        Assert.Equal(ExitCodes.Done, await RunAsync("second", "-", host.At("talk.wav")));

        Assert.Equal(0, _recognizer.Decoded);
        Assert.Equal(Contents("first"), Contents("second"));
    }

    [Fact]
    public async Task Channels_that_are_split_are_kept_each_by_itself_and_may_be_named_anew()
    {
        await File.WriteAllBytesAsync(
            PathOf("talk.wav"), TestImports.Wav(FakeSpeech.Say(1, 2), [.. FakeSpeech.Silence(1), .. FakeSpeech.Say(3)]));
        await RunAsync("mixed", PathOf("talk.wav"));
        Assert.Equal(ExitCodes.Done, await RunAsync("first", PathOf("talk.wav"), "--split-channels"));
        _recognizer = Engine();

        Assert.Equal(ExitCodes.Done, await RunAsync("second", PathOf("talk.wav"), "--split-channels", "--speakers", "Ann,Bob"));

        Assert.Equal(0, _recognizer.Decoded);
        var first = await File.ReadAllTextAsync(PathOf("first/talk.vtt"));
        Assert.Equal(
            first.Replace("Left", "Ann", StringComparison.Ordinal).Replace("Right", "Bob", StringComparison.Ordinal),
            await File.ReadAllTextAsync(PathOf("second/talk.vtt")));
    }

    /// <summary>
    /// The first choice of "auto" is kept without a look at the machine; what came in its place is so only
    /// as long as the machine chooses it.
    /// </summary>
    [Fact]
    public async Task Another_engine_that_the_machine_chooses_now_recognises_anew()
    {
        var input = Record("talk.wav", Talk);
        _recognizer = Engine("moonshine-tiny");
        await RunAsync("first", input);
        await RunAsync("second", input);
        Assert.Equal((2, Utterances), (_loads, _recognizer.Decoded));

        _recognizer = Engine();
        await RunAsync("third", input);
        Assert.Equal(Utterances, _recognizer.Decoded);
    }

    [Fact]
    public async Task Other_weights_recognise_anew_wherever_they_are()
    {
        string[] arguments = [Record("talk.wav", Talk), "--models"];
        await RunAsync("out", [.. arguments, Weights("models", "one")]);
        _recognizer = Engine();

        await RunAsync("out", [.. arguments, Weights("elsewhere", "one")]);
        Assert.Equal(0, _recognizer.Decoded);
        await RunAsync("out", [.. arguments, Weights("models", "two")]);
        Assert.Equal(Utterances, _recognizer.Decoded);
    }

    [Theory]
    [InlineData(true, 256)]
    [InlineData(false, 0)]
    public async Task Where_it_is_not_wanted_nothing_is_kept(bool noCache, int megabytes)
    {
        var input = Record("talk.wav", Talk);
        _options.MaxMegabytes = megabytes;
        string[] arguments = noCache ? [input, "--no-cache"] : [input];
        await RunAsync("first", arguments);
        Assert.Equal(ExitCodes.Done, await RunAsync("second", arguments));

        Assert.Equal(2 * Utterances, _recognizer.Decoded);
        Assert.False(Directory.Exists(PathOf("cache")));
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("cut")]
    [InlineData("empty")]
    [InlineData("other")]
    public async Task Damaged_result_is_as_if_it_were_not_there(string damage)
    {
        var input = Record("talk.wav", Talk);
        await RunAsync("first", input, "--formats", Formats);
        var result = Assert.Single(Directory.GetFiles(PathOf("cache")));
        var intact = await File.ReadAllBytesAsync(result);
        var damaged = (byte[])intact.Clone();
        damaged[^(damaged.Length / 3)] ^= 1;
        await File.WriteAllBytesAsync(
            result, damage switch { "flipped" => damaged, "cut" => intact[..^9], "empty" => [], _ => "{}\n{}"u8.ToArray() });
        _recognizer = Engine();

        Assert.Equal(ExitCodes.Done, await RunAsync("second", input, "--formats", Formats));

        Assert.Equal(Utterances, _recognizer.Decoded);
        Assert.Equal(Contents("first"), Contents("second"));
        Assert.Equal(intact, await File.ReadAllBytesAsync(result));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task What_was_used_longest_ago_goes_when_there_is_too_much()
    {
        _options.MaxMegabytes = 1;
        var (used, unused) = (Record("used.wav", Talk), Record("unused.wav", FakeSpeech.Say(1)));
        await RunAsync("out", used);
        await RunAsync("out", unused);
        foreach (var file in Directory.GetFiles(PathOf("cache")))
        {
            File.SetLastWriteTimeUtc(file, _time.GetUtcNow().UtcDateTime.AddDays(-2));
        }

        await RunAsync("out", used);
        var large = PathOf("cache/large.result");
        await File.WriteAllBytesAsync(large, new byte[(1024 * 1024) - 100]);
        File.SetLastWriteTimeUtc(large, _time.GetUtcNow().UtcDateTime.AddDays(-1));
        await RunAsync("out", Record("third.wav", FakeSpeech.Say(2)));

        Assert.False(File.Exists(large));
        Assert.InRange(Directory.GetFiles(PathOf("cache")).Sum(file => new FileInfo(file).Length), 1, 1024 * 1024);
        _recognizer = Engine();
        await RunAsync("out", used);
        Assert.Equal(0, _recognizer.Decoded);
        await RunAsync("out", unused);
        Assert.Equal(1, _recognizer.Decoded);
    }

    [Fact]
    public async Task What_nobody_used_for_long_is_deleted_by_the_next_run()
    {
        await RunAsync("out", Record("talk.wav", Talk));
        _time.Advance(TimeSpan.FromDays(_options.Days - 1));
        await RunAsync("out", PathOf("talk.wav"));
        _time.Advance(TimeSpan.FromDays(_options.Days - 1));
        await RunAsync("out", Record("another.wav", FakeSpeech.Say(1)));
        Assert.Equal(2, Directory.GetFiles(PathOf("cache")).Length);

        _time.Advance(TimeSpan.FromDays(2));
        await RunAsync("out", PathOf("another.wav"));
        Assert.Single(Directory.GetFiles(PathOf("cache")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task It_is_for_nobody_else_to_read_and_tells_no_name_and_no_voice()
    {
        await RunAsync("out", Record("secret interview.wav", Talk));

        var result = Assert.Single(Directory.GetFiles(PathOf("cache")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(result));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(PathOf("cache")));
        var text = await File.ReadAllTextAsync(result);
        Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"vector\":[]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"vector\":[1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"vector\":[0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_are_hidden_are_not_kept_and_stay_hidden()
    {
        string[] arguments = [Record("talk.wav", Talk), "--redact-words", "w6", "--formats", Formats];
        await RunAsync("first", arguments);
        await RunAsync("second", arguments);

        Assert.Equal(1, _loads);
        Assert.Equal(Contents("first"), Contents("second"));
        Assert.DoesNotContain(
            "w6", await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(PathOf("cache")))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_that_a_stage_failed_on_is_not_kept()
    {
        var input = Record("talk.wav", Talk);
        _recognizer = new FakeRecognizer
        {
            Name = "moonshine-base",
            Vad = FakeMusic.Vad,
            Voices = new FakeVoices { BeforeFind = _ => throw new InvalidOperationException("broke") }
        };
        Assert.Equal(ExitCodes.Done, await RunAsync("first", input));
        Assert.Empty(Directory.GetFiles(PathOf("cache")));

        _recognizer = Engine();
        Assert.Equal(ExitCodes.Done, await RunAsync("second", input));
        Assert.Equal(Utterances, _recognizer.Decoded);
        Assert.Contains("<v Speaker 2>", await File.ReadAllTextAsync(PathOf("second/talk.vtt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recording_that_is_written_to_meanwhile_is_not_kept()
    {
        var input = Record("talk.wav", Talk);
        _recognizer.BeforeFrame = (_, _) =>
        {
            File.SetLastWriteTimeUtc(input, DateTime.UnixEpoch);
            return Task.CompletedTask;
        };
        Assert.Equal(ExitCodes.Done, await RunAsync("out", input));
        Assert.Empty(Directory.GetFiles(PathOf("cache")));
    }

    [Fact]
    public async Task Two_runs_at_once_do_not_get_in_each_others_way()
    {
        var input = Record("talk.wav", Talk);
        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _recognizer.BeforeFrame = async (frame, stop) =>
        {
            if (frame.Position > FakeSpeech.SampleRate)
            {
                reached.TrySetResult();
                await goOn.Task.WaitAsync(stop);
            }
        };
        var slow = RunAsync("slow", input);
        await reached.Task;
        _recognizer = Engine();
        Assert.Equal(ExitCodes.Done, await RunAsync("quick", input));
        goOn.SetResult();

        Assert.Equal(ExitCodes.Done, await slow);
        Assert.Equal(Contents("quick"), Contents("slow"));
        Assert.Single(Directory.GetFiles(PathOf("cache")));
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_that_is_told_and_the_captions_are_written()
    {
        await File.WriteAllTextAsync(PathOf("file"), "");
        _options.Folder = PathOf("file/cache");
        Assert.Equal(ExitCodes.Done, await RunAsync("out", Record("talk.wav", Talk)));

        Assert.True(File.Exists(PathOf("out/talk.vtt")));
        var line = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("livecaptions transcribe: nothing is kept for another run (", line, StringComparison.Ordinal);
        Assert.EndsWith("name a folder in LIVECAPTIONS_Cache__Folder.", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MaxMegabytes", "-1")]
    [InlineData("MaxMegabytes", "much")]
    [InlineData("Days", "0")]
    public void Setting_that_says_what_cannot_be_is_wrong_usage(string name, string value)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"Cache:{name}"] = value }).Build();
        Assert.Contains(name, Assert.Throws<UsageException>(() => CacheOptions.From(settings)).Message, StringComparison.Ordinal);
    }

    private static FakeRecognizer Engine(string name = "moonshine-base") =>
        new() { Name = name, Voices = new FakeVoices(), Emotions = new FakeEmotions(), Vad = FakeMusic.Vad };

    private Dictionary<string, string> Contents(string folder) =>
        Directory.GetFiles(PathOf(folder)).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

    private Task<int> RunAsync(string folder, params string[] arguments) => CommandRun.RunAsync(
        new Command("livecaptions")
        {
            TranscribeCommand.Create(
                (_, _) =>
                {
                    _loads++;
                    return Task.FromResult(_recognizer.ToEngine());
                },
                _time,
                standardInput: _standardInput,
                cache: () => _options),
        },
        ["transcribe", .. arguments, "--out", PathOf(folder)],
        TextWriter.Synchronized(_output),
        TextWriter.Synchronized(_error));

    private string Weights(string folder, string text)
    {
        Directory.CreateDirectory(PathOf($"{folder}/moonshine-base"));
        File.WriteAllText(PathOf($"{folder}/moonshine-base/encoder_model.onnx"), text);
        return PathOf(folder);
    }

    private string Record(string name, short[] samples)
    {
        File.WriteAllBytes(PathOf(name), TestImports.Wav(samples));
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
