using System.CommandLine;
using System.Runtime.Versioning;
using System.Text.Json;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Commands;

public sealed class TranscribeCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-transcribe-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private FakeRecognizer _recognizer = new();
    private string _ytDlp = "yt-dlp";
    private Func<Stream>? _standardInput;
    private int _loads;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Caption_files_get_the_inputs_name_in_every_format_asked_for()
    {
        var input = Record("talk.one.wav", FakeSpeech.Say(1, 2, 3));
        Assert.Equal(ExitCodes.Done, await RunAsync(input, "--out", PathOf("out"), "--formats", "vtt,SRT,json"));

        Assert.Contains("w1 w2 w3", await File.ReadAllTextAsync(PathOf("out/talk.one.vtt")), StringComparison.Ordinal);
        Assert.Contains("w1 w2 w3", await File.ReadAllTextAsync(PathOf("out/talk.one.srt")), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("out/talk.one.json")));
        Assert.Equal("w1 w2 w3", json.RootElement.GetProperty("cues")[0].GetProperty("text").GetString());
        Assert.Equal("finished", json.RootElement.GetProperty("session").GetProperty("state").GetString());
        Assert.Equal(3, Directory.GetFiles(PathOf("out")).Length);
    }

    [Fact]
    public async Task Several_inputs_share_one_engine()
    {
        string[] inputs = [.. Enumerable.Range(1, 5).Select(i => Record($"{i}.wav", FakeSpeech.Say(i)))];
        Assert.Equal(ExitCodes.Done, await RunAsync([.. inputs, "--out", PathOf("out"), "--formats", "txt"]));
        Assert.Equal(1, _loads);
        Assert.All(
            Enumerable.Range(1, 5), i => Assert.Contains($"w{i}", File.ReadAllText(PathOf($"out/{i}.txt")), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\ngood.wav\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile good.wav\n")]
    [InlineData("#EXTM3U\ngood.wav\n")]
    public async Task Playlist_of_one_s_own_is_not_followed_either_and_is_told_so(string playlist)
    {
        var list = PathOf("list.m3u8");
        await File.WriteAllTextAsync(list, playlist);
        Record("good.wav", FakeSpeech.Say(7));

        Assert.Equal(ExitCodes.UnreadableInput, await RunAsync(list, "--out", PathOf("out")));
        Assert.Contains(
            $"{list}: It is a playlist, which only names other files. Import those.", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreadable_input_is_named_with_its_reason_and_the_others_are_done()
    {
        var junk = PathOf("junk.mp4");
        await File.WriteAllTextAsync(junk, "no film");
        var code = await RunAsync(junk, Record("good.wav", FakeSpeech.Say(7)), PathOf("none.mp3"), "--out", PathOf("out"));

        Assert.Equal(ExitCodes.UnreadableInput, code);
        Assert.True(File.Exists(PathOf("out/good.vtt")));
        var lines = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Single(lines, line => line.Contains($"{junk}: Invalid data", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("none.mp3: There is no such file", StringComparison.Ordinal));
        Assert.Equal([PathOf("out/good.vtt")], Directory.GetFiles(PathOf("out")));
    }

    [Fact]
    public async Task Silence_gives_a_file_without_cues()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Record("quiet.wav", FakeSpeech.Silence(2)), "--out", PathOf("out")));
        Assert.Equal("WEBVTT", (await File.ReadAllTextAsync(PathOf("out/quiet.vtt"))).Trim());
    }

    [Fact]
    public async Task Rttm_is_written_and_empty_where_nobody_tells_speakers_apart()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Record("a.wav", FakeSpeech.Say(1)), "--formats", "rttm", "--out", PathOf("out")));
        Assert.Equal("", await File.ReadAllTextAsync(PathOf("out/a.rttm")));
    }

    [Theory]
    [InlineData("--formats", "doc")]
    [InlineData("--formats", ",")]
    [InlineData("--engine", "whisper")]
    [InlineData("--language", "tlh")]
    [InlineData("--language", "auto")]
    [InlineData("--languages", "en,de")]
    [InlineData("--languages", "en")]
    [InlineData("--language", "en\n\u001b[2J")]
    [InlineData("--provider", "abacus")]
    [InlineData("--frobnicate", "1")]
    [InlineData("ftp://example.test/talk.mp3", "--realtime")]
    public async Task Wrong_usage_is_one_line_and_code_2(string option, string value)
    {
        Assert.Equal(ExitCodes.WrongUsage, await RunAsync(Record("a.wav", FakeSpeech.Say(1)), option, value));
        Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Two_inputs_with_one_output_are_refused_before_anything_is_written()
    {
        Directory.CreateDirectory(PathOf("b"));
        var code = await RunAsync(Record("a.wav", FakeSpeech.Say(1)), Record("b/a.wav", FakeSpeech.Say(2)), "--out", PathOf("out"));
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.False(Directory.Exists(PathOf("out")));
    }

    [Fact]
    public async Task Missing_model_is_code_4()
    {
        Assert.Equal(ExitCodes.Missing, await FailAsync(new ModelMissingException("moonshine-base", "/models")));
        Assert.Equal(ExitCodes.Missing, await FailAsync(new ModelPullException("offline")));
        Assert.Equal(ExitCodes.Failed, await FailAsync(new InvalidOperationException("a fault")));
    }

    [Fact]
    public async Task Stack_is_told_only_when_asked_for()
    {
        await FailAsync(new InvalidOperationException("a fault"));
        Assert.Equal("livecaptions transcribe: a fault\n", _error.ToString());
        await FailAsync(new InvalidOperationException("a fault"), CommandRun.VerboseName);
        Assert.Contains("   at ", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_time_takes_as_long_as_the_audio()
    {
        var time = new FakeTimeProvider();
        var run = RunAsync(time, Record("a.wav", FakeSpeech.Say(1, 2)), "--realtime", "--out", PathOf("out"));
        var steps = 0;
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            steps++;
            await Task.Yield();
        }

        Assert.Equal(ExitCodes.Done, await run);
        Assert.True(steps >= 1_090, $"1.1 s of audio took {steps} ms");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Broken_off_and_started_again_it_goes_on_and_writes_the_same_file(int bytesTorn)
    {
        var input =
            Record("talk.wav", [.. Enumerable.Range(1, 9).SelectMany(word => FakeSpeech.Say(word, word + 1, word, word + 1, word))]);
        string[] arguments = [input, "--formats", "vtt,srt,txt", "--emotion-marks", "--out"];
        _recognizer = Labelling();
        Assert.Equal(ExitCodes.Done, await RunAsync([.. arguments, PathOf("undisturbed"), "--no-cache"]));

        Assert.Contains("[angrily]", await File.ReadAllTextAsync(PathOf("undisturbed/talk.vtt")), StringComparison.Ordinal);
        _recognizer = BreaksOffBehind(9);
        Assert.Equal(ExitCodes.Failed, await RunAsync([.. arguments, PathOf("out")]));
        var made = _recognizer.Decoded;
        Tear(Assert.Single(Directory.GetFiles(PathOf("cache"))), bytesTorn);

        _recognizer = Labelling();
        Assert.Equal(ExitCodes.Done, await RunAsync([.. arguments, PathOf("out")]));

        Assert.InRange(made, 3, 8);
        Assert.Equal(9 - made + (bytesTorn > 0 ? 1 : 0), _recognizer.Decoded);
        Assert.Equal(Contents("undisturbed"), Contents("out"));
    }

    [Theory]
    [InlineData("longer")]
    [InlineData("language")]
    [InlineData("engine")]
    public async Task What_was_kept_of_another_input_is_not_used(string change)
    {
        var input = Record("talk.wav", [.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        string[] arguments = [input, "--out", PathOf("out"), "--language", "en"];
        _recognizer = BreaksOffBehind(2);
        Assert.Equal(ExitCodes.Failed, await RunAsync(arguments));

        switch (change)
        {
            case "longer": Record(
                "talk.wav", [.. FakeSpeech.Say(4), .. FakeSpeech.Say(5), .. FakeSpeech.Say(6), .. FakeSpeech.Say(7)]); break;
            case "language": arguments[^1] = "de"; break;
        }

        _recognizer = new FakeRecognizer { Name = change == "engine" ? "another" : "fake" };
        Assert.Equal(ExitCodes.Done, await RunAsync(arguments));
        Assert.Equal(change == "longer" ? 4 : 3, _recognizer.Decoded);
        Assert.Equal([PathOf("out/talk.vtt")], Directory.GetFiles(PathOf("out")));
    }

    [Fact]
    public async Task Addresses_are_fetched_and_their_captions_called_after_them()
    {
        await using var host = await MediaHost.StartAsync(TestImports.Wav(FakeSpeech.Say(1, 2)));
        using var tool = new FakeYtDlp(TestImports.Wav(FakeSpeech.Say(3)), """{"id": "x", "title": "One/two"}""");
        _ytDlp = tool.Program;
        var code =
            await RunAsync(host.At("talk.wav?sig=1"), host.At("page"), host.At("none.wav"), "--out", PathOf("out"), "--formats", "txt");

        Assert.Equal(ExitCodes.UnreadableInput, code);
        Assert.Contains("w1 w2", await File.ReadAllTextAsync(PathOf("out/talk.txt")), StringComparison.Ordinal);
        Assert.Contains("w3", await File.ReadAllTextAsync(PathOf("out/One_two.txt")), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(PathOf("out")).Length);
        Assert.Contains("none.wav: 127.0.0.1 answered 404", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_and_files_of_one_name_do_not_overwrite_each_other()
    {
        await using var host = await MediaHost.StartAsync(TestImports.Wav(FakeSpeech.Say(1, 2)));
        var file = Record("talk.wav", FakeSpeech.Say(3));
        Assert.Equal(
            ExitCodes.Done,
            await RunAsync(host.At("talk.wav?sig=1"), host.At("talk.wav?sig=2"), file, "--out", PathOf("out"), "--formats", "txt"));

        Assert.Contains("w3", await File.ReadAllTextAsync(PathOf("out/talk.txt")), StringComparison.Ordinal);
        Assert.Contains("w1 w2", await File.ReadAllTextAsync(PathOf("out/talk (2).txt")), StringComparison.Ordinal);
        Assert.Contains("w1 w2", await File.ReadAllTextAsync(PathOf("out/talk (3).txt")), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(PathOf("out")).Length);
    }

    [Fact]
    public async Task Links_with_one_title_are_numbered_in_their_order_and_give_way_to_files()
    {
        await using var first = await MediaHost.StartAsync(TestImports.Wav(FakeSpeech.Say(1)));
        await using var second = await MediaHost.StartAsync(TestImports.Wav(FakeSpeech.Say(2)));
        await using var third = await MediaHost.StartAsync(TestImports.Wav(FakeSpeech.Say(3)));
        var file = Record("talk (2).wav", FakeSpeech.Say(4));
        Assert.Equal(
            ExitCodes.UnreadableInput, // for the 404 alone, which takes no name
            await RunAsync(
                first.At("none/talk.wav"), first.At("slow-start/talk.wav"), second.At("talk.wav"), third.At("talk.wav?a=b"), file,
                "--out", PathOf("out"), "--formats", "txt"));

        foreach (var (name, word) in new[] { ("talk", "w1"), ("talk (3)", "w2"), ("talk (4)", "w3"), ("talk (2)", "w4") })
        {
            Assert.Contains(word, await File.ReadAllTextAsync(PathOf($"out/{name}.txt")), StringComparison.Ordinal);
        }

        Assert.Equal(4, Directory.GetFiles(PathOf("out")).Length);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/stdin")]
    public async Task What_is_piped_in_is_an_input_like_any_other(string input)
    {
        _standardInput = () => new MemoryStream(TestImports.Wav(FakeSpeech.Say(1, 2)));
        Assert.Equal(
            ExitCodes.Done, await RunAsync(input, Record("talk.wav", FakeSpeech.Say(3)), "--out", PathOf("out"), "--formats", "txt"));

        Assert.Contains("w1 w2", await File.ReadAllTextAsync(PathOf("out/stdin.txt")), StringComparison.Ordinal);
        Assert.Contains("w3", await File.ReadAllTextAsync(PathOf("out/talk.txt")), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(PathOf("out")).Length);
    }

    /// <summary>Whose index is at the end: it cannot be decoded as it comes.</summary>
    [Fact]
    public async Task Film_that_is_piped_in_is_read_to_its_end_first()
    {
        var film = PathOf("film.m4a");
        using (var ffmpeg = System.Diagnostics.Process.Start(
            "ffmpeg", ["-nostdin", "-v", "error", "-i", Record("a.wav", FakeSpeech.Say(50, 90)), "-c:a", "aac", film]))
        {
            await ffmpeg.WaitForExitAsync();
        }

        _recognizer = new FakeRecognizer { HearsAnything = true };
        _standardInput = () => File.OpenRead(film);
        Assert.Equal(ExitCodes.Done, await RunAsync("-", "--out", PathOf("out"), "--formats", "txt"));
        Assert.Contains("something", await File.ReadAllTextAsync(PathOf("out/stdin.txt")), StringComparison.Ordinal);
    }

    /// <summary>Who writes into it writes once: it must not be opened to look, and then again.</summary>
    [Fact]
    public async Task Named_pipe_is_read_as_a_file_is()
    {
        var pipe = PathOf("talk.wav");
        using (var tool = System.Diagnostics.Process.Start("mkfifo", [pipe]))
        {
            await tool.WaitForExitAsync();
        }

        var writing = Task.Run(() =>
        {
            using var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write);
            writer.Write(TestImports.Wav(FakeSpeech.Say(1, 2)));
        });
        Assert.Equal(ExitCodes.Done, await RunAsync(pipe, "--out", PathOf("out"), "--formats", "txt"));
        await writing;
        Assert.Contains("w1 w2", await File.ReadAllTextAsync(PathOf("out/talk.txt")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(PathOf("out")));
    }

    [Fact]
    public async Task Channels_of_what_is_piped_in_can_be_split()
    {
        _standardInput = () => new MemoryStream(TestImports.Wav(FakeSpeech.Say(1), FakeSpeech.Say(2)));
        Assert.Equal(
            ExitCodes.Done, await RunAsync("-", "--split-channels", "--speakers", "Ann,Bob", "--out", PathOf("out"), "--formats", "vtt"));
        Assert.Contains("<v Ann>w1", await File.ReadAllTextAsync(PathOf("out/stdin.vtt")), StringComparison.Ordinal);
        Assert.Contains("<v Bob>w2", await File.ReadAllTextAsync(PathOf("out/stdin.vtt")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_that_is_given_twice_is_wrong_usage()
    {
        Assert.Equal(ExitCodes.WrongUsage, await RunAsync("-", "/dev/stdin", "--out", PathOf("out")));
        Assert.Equal("livecaptions transcribe: Standard input is given twice; it can be read once.\n", _error.ToString());
    }

    [Theory]
    [InlineData("", "It is empty.")]
    [InlineData("no sound at all", "Invalid data")]
    public async Task Nothing_that_can_be_read_on_standard_input_is_code_3(string text, string reason)
    {
        _standardInput = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(ExitCodes.UnreadableInput, await RunAsync("-", "--out", PathOf("out")));
        Assert.StartsWith($"livecaptions transcribe: standard input: {reason}", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(PathOf("out")));
    }

    [Fact]
    public async Task Name_without_an_ending_is_kept_whole()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(
            Record("Dr. Smith interview", FakeSpeech.Say(1)), Record("Dr. Smith answers.wav", FakeSpeech.Say(2)),
            "--out", PathOf("out"), "--formats", "txt"));
        Assert.Equal(
            ["Dr. Smith answers.txt", "Dr. Smith interview.txt"],
            Directory.GetFiles(PathOf("out")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Recording_in_segments_is_fetched_and_called_after_its_folder()
    {
        await using var host = await LiveHost.StartAsync();
        await File.WriteAllBytesAsync(Path.Combine(host.Folder, "a.wav"), TestImports.Wav(FakeSpeech.Say(50, 90)));
        await LiveEncoder.CutAsync(Path.Combine(host.Folder, "a.wav"), Path.Combine(host.Folder, "index.m3u8"));
        _recognizer = new FakeRecognizer { HearsAnything = true };

        Assert.Equal(
            ExitCodes.Done, await RunAsync(host.At("talks/Dr.%20Smith/hls/index.m3u8"), "--out", PathOf("out"), "--formats", "txt"));
        Assert.Contains("something", await File.ReadAllTextAsync(PathOf("out/Dr. Smith.txt")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(PathOf("out")));

        Assert.Equal(
            ExitCodes.UnreadableInput,
            await RunAsync(host.At("talks/Dr.%20Smith/hls/index.m3u8"), "--split-channels", "--out", PathOf("split")));
        Assert.Contains("whose channels are mixed here", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_given_twice_is_wrong_usage()
    {
        Assert.Equal(ExitCodes.WrongUsage, await RunAsync("http://127.0.0.1:1/a.wav", "http://127.0.0.1:1/a.wav", "--out", PathOf("out")));
        Assert.Equal("livecaptions transcribe: http://127.0.0.1:1/a.wav is given twice.\n", _error.ToString());
    }

    [Fact]
    public async Task Page_without_yt_dlp_is_code_4()
    {
        await using var host = await MediaHost.StartAsync([]);
        _ytDlp = "/nowhere/yt-dlp";
        Assert.Equal(ExitCodes.Missing, await RunAsync(host.At("page"), "--out", PathOf("out")));
        Assert.Equal("livecaptions transcribe: yt-dlp is not installed. Get it with: sudo apt-get install yt-dlp\n", _error.ToString());
    }

    [Fact]
    public async Task Fetched_file_is_kept_for_the_next_run_when_transcribing_breaks_off()
    {
        await using var host = await MediaHost.StartAsync(
            TestImports.Wav([.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]));
        _recognizer = BreaksOffBehind(1);
        Assert.Equal(ExitCodes.Failed, await RunAsync(host.At("cut.wav"), "--out", PathOf("out"), "--formats", "txt"));
        var asked = host.Asked.Count;

        _recognizer = new FakeRecognizer();
        Assert.Equal(ExitCodes.Done, await RunAsync(host.At("cut.wav"), "--out", PathOf("out"), "--formats", "txt"));
        Assert.Equal(asked, host.Asked.Count);
        Assert.InRange(_recognizer.Decoded, 1, 2);
        Assert.Equal([PathOf("out/cut.txt")], Directory.GetFiles(PathOf("out")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task What_is_kept_for_the_next_run_is_for_nobody_else_to_read_and_output_is_as_usual()
    {
        var input = Record("talk.wav", [.. FakeSpeech.Say(1), .. FakeSpeech.Say(2), .. FakeSpeech.Say(3)]);
        _recognizer = BreaksOffBehind(2);
        Assert.Equal(ExitCodes.Failed, await RunAsync(input, "--out", PathOf("out"), "--formats", "txt"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(PathOf("cache")))));

        _recognizer = new FakeRecognizer();
        Assert.Equal(ExitCodes.Done, await RunAsync(input, "--out", PathOf("out"), "--formats", "txt"));
        Assert.Equal(File.GetUnixFileMode(input), File.GetUnixFileMode(PathOf("out/talk.txt")));
    }

    [Fact]
    public async Task Nothing_is_left_where_there_is_nothing_to_keep()
    {
        _recognizer = new FakeRecognizer { BeforeFrame = (_, _) => throw new InvalidOperationException("killed") };
        Assert.Equal(ExitCodes.Failed, await RunAsync(Record("talk.wav", FakeSpeech.Say(1)), "--out", PathOf("out")));
        Assert.Empty(Directory.GetFiles(PathOf("cache")));
    }

    [Fact]
    public async Task How_it_is_said_is_told_and_marked_where_that_is_asked_for()
    {
        var input = Record("talk.wav", [.. FakeSpeech.Say(1, 2, 3, 4, 5), .. FakeSpeech.Say(6, 6, 6, 6, 6)]);
        string[] arguments = [input, "--formats", "vtt,json", "--out"];
        _recognizer = Labelling();
        Assert.Equal(ExitCodes.Done, await RunAsync([.. arguments, PathOf("plain")]));
        Assert.Equal(ExitCodes.Done, await RunAsync([.. arguments, PathOf("marked"), "--emotion-marks"]));
        Assert.Equal(ExitCodes.Done, await RunAsync([.. arguments, PathOf("none"), "--emotion-marks", "--no-emotion"]));

        Assert.Contains("[angrily] w6 w6", await File.ReadAllTextAsync(PathOf("marked/talk.vtt")), StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(PathOf("plain/talk.vtt")), await File.ReadAllTextAsync(PathOf("none/talk.vtt")));
        using var told = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("plain/talk.json")));
        Assert.Equal(
            ["neutral", "angry"],
            told.RootElement.GetProperty("cues").EnumerateArray().Select(c => c.GetProperty("emotion").GetProperty("label").GetString()));
        var summary = Assert.Single(told.RootElement.GetProperty("emotion").EnumerateArray().ToList());
        Assert.Equal(("s1", 2), (summary.GetProperty("speaker").GetString(), summary.GetProperty("utterances").GetInt32()));
        using var untold = JsonDocument.Parse(await File.ReadAllTextAsync(PathOf("none/talk.json")));
        Assert.False(untold.RootElement.TryGetProperty("emotion", out _));
        Assert.All(
            untold.RootElement.GetProperty("cues").EnumerateArray().ToList(), cue => Assert.False(cue.TryGetProperty("emotion", out _)));
    }

    [Theory]
    [InlineData("--sounds", "w1\n[music]\nw2")]
    [InlineData("--no-diarization", "w1\nw2")]
    public async Task Music_is_told_where_that_is_asked_for(string option, string expected)
    {
        _recognizer = new FakeRecognizer { Voices = new FakeVoices(), Vad = FakeMusic.Vad };
        var input = Record("song.wav", [.. FakeSpeech.Say(1), .. FakeMusic.Play(9), .. FakeSpeech.Say(2)]);
        Assert.Equal(ExitCodes.Done, await RunAsync(input, option, "--formats", "srt", "--out", PathOf("out")));

        var texts = (await File.ReadAllLinesAsync(PathOf("out/song.srt"))).Where(line => line.StartsWith('w') || line.StartsWith('['));
        Assert.Equal(expected, string.Join('\n', texts));
    }

    [Fact]
    public async Task Stage_of_labels_that_fails_is_told_once_and_costs_no_word()
    {
        _recognizer = new FakeRecognizer
        {
            Voices = new FakeVoices { BeforeFind = _ => throw new InvalidOperationException("voices broke") },
            Emotions = new FakeEmotions { BeforeRead = () => throw new InvalidOperationException("emotions broke") },
        };
        Assert.Equal(ExitCodes.Done, await RunAsync(
            Record("talk.wav", [.. FakeSpeech.Say(1, 2), .. FakeSpeech.Say(3)]), "--formats", "txt", "--out", PathOf("out")));

        Assert.Equal("w1 w2 w3", (await File.ReadAllTextAsync(PathOf("out/talk.txt"))).Trim());
        var lines = _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("talk: who speaks could not be told everywhere (voices broke)", lines[0], StringComparison.Ordinal);
        Assert.Contains("talk: how it is said could not be told everywhere (emotions broke)", lines[1], StringComparison.Ordinal);
    }

    private static FakeRecognizer Labelling() => new() { Voices = new FakeVoices(), Emotions = new FakeEmotions() };

    /// <summary>An engine that breaks once the finals it has made are kept.</summary>
    private FakeRecognizer BreaksOffBehind(double seconds)
    {
        var recognizer = Labelling();
        recognizer.BeforeFrame = async (frame, _) =>
        {
            if (frame.Position > seconds * FakeSpeech.SampleRate)
            {
                await Journals.HaveAsync(PathOf("cache"), 1 + recognizer.Decoded);
                throw new InvalidOperationException("broken");
            }
        };
        return recognizer;
    }

    private static void Tear(string journal, int bytes)
    {
        using var file = new FileStream(journal, FileMode.Open);
        file.SetLength(file.Length - bytes);
    }

    private Dictionary<string, string> Contents(string folder) =>
        Directory.GetFiles(PathOf(folder)).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);

    private Task<int> RunAsync(params string[] arguments) => RunAsync(TimeProvider.System, arguments);

    private Task<int> RunAsync(TimeProvider time, params string[] arguments) => CommandRun.RunAsync(
        new Command("livecaptions")
        {
            TranscribeCommand.Create(
                (_, _) =>
                {
                    _loads++;
                    return Task.FromResult(_recognizer.ToEngine());
                },
                time,
                _ytDlp,
                _standardInput,
                () => new CacheOptions { Folder = PathOf("cache") }),
        },
        ["transcribe", .. arguments],
        TextWriter.Synchronized(_output),
        TextWriter.Synchronized(_error));

    private Task<int> FailAsync(Exception failure, params string[] options) => CommandRun.RunAsync(
        new Command("livecaptions") { TranscribeCommand.Create((_, _) => throw failure, TimeProvider.System) },
        ["transcribe", "a.wav", .. options],
        _output,
        _error);

    private string Record(string name, short[] samples)
    {
        using var writer = new WavWriter(File.Create(PathOf(name)), FakeSpeech.SampleRate);
        writer.Write(samples);
        return PathOf(name);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
