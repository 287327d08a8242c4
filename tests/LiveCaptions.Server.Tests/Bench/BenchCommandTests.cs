using System.Text.Json;
using LiveCaptions.Bench;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Tests.Fakes;

namespace LiveCaptions.Server.Tests.Bench;

/// <summary>The whole command with the fake engine, on a corpus of two seconds that it understands.</summary>
public sealed class BenchCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public BenchCommandTests()
    {
        Record("a.wav", FakeSpeech.Say(1, 2));
        Record("b.wav", FakeSpeech.Say(3));
        File.WriteAllLines(
            Path.Combine(_folder, "manifest.jsonl"),
            [
                """{"file":"a.wav","text":"w1 w2","language":"en","duration_s":1.1}""",
                """{"file":"b.wav","text":"W3, w4!","language":"en","duration_s":0.85}"""
            ]);
    }

    [Fact]
    public async Task Accuracy_counts_errors_and_hands_out_what_was_recognised()
    {
        var hypotheses = Path.Combine(_folder, "hyp.jsonl");
        var figures = await RunAsync("accuracy", "--hyp", hypotheses, "--words", Path.Combine(_folder, "words"));

        Assert.Equal(0.25, figures.GetProperty("wer").GetProperty("rate").GetDouble());
        Assert.Equal("b", figures.GetProperty("worst")[0].GetProperty("id").GetString());
        Assert.Equal(["""{"id":"a","text":"w1 w2"}""", """{"id":"b","text":"w3"}"""], await File.ReadAllLinesAsync(hypotheses));
        Assert.Contains("\"words\"", await File.ReadAllTextAsync(Path.Combine(_folder, "words", "a.json")));
        Assert.Contains("25.00 %", _output.ToString());
    }

    [Fact]
    public async Task Accuracy_in_conditions_keeps_clips_apart_by_their_condition()
    {
        var hypotheses = Path.Combine(_folder, "hyp.jsonl");
        var figures = await RunAsync("accuracy", "--condition", "clean", "--condition", "quiet", "--hyp", hypotheses);

        var conditions = figures.GetProperty("conditions").EnumerateArray().ToList();
        Assert.Equal(["clean", "quiet"], conditions.Select(condition => condition.GetProperty("condition").GetString()));
        Assert.Equal(0.25, conditions[0].GetProperty("wer").GetProperty("rate").GetDouble());
        Assert.Equal(["a", "b", "a@quiet", "b@quiet"], (await File.ReadAllLinesAsync(hypotheses)).Select(
            line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
        Assert.Contains("quiet", _output.ToString());
    }

    [Fact]
    public async Task Accuracy_of_half_the_speakers_names_them()
    {
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "manifest.jsonl"),
            [
                """{"file":"a.wav","text":"w1 w2","language":"en","duration_s":1.1,"speaker":"Ann"}""",
                """{"file":"b.wav","text":"W3, w4!","language":"en","duration_s":0.85,"speaker":"Bob"}""",
            ]);

        var figures = await RunAsync("accuracy", "--speakers", "test");

        var speaker = Assert.Single(figures.GetProperty("speakers").EnumerateArray());
        Assert.Equal(
            ("Bob", 0.5), (speaker.GetProperty("speaker").GetString(), speaker.GetProperty("wer").GetProperty("rate").GetDouble()));
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Json));
        Assert.Equal("test", report.RootElement.GetProperty("settings").GetProperty("speakers").GetString());
    }

    [Fact]
    public async Task Doors_hears_each_final_by_the_door_and_by_the_hub()
    {
        var figures = await RunAsync("doors", "--gap", "0.4");

        Assert.Equal(2, figures.GetProperty("finalBehindHub").GetProperty("count").GetInt32());
        Assert.Equal(0, figures.GetProperty("unmatched").GetInt32());
    }

    [Fact]
    public async Task Latency_sees_every_word_of_a_real_stream()
    {
        var figures = await RunAsync("latency", "--gap", "0.4");

        Assert.Equal(3, figures.GetProperty("finalWords").GetInt32());
        Assert.Equal(3, figures.GetProperty("stableWord").GetProperty("count").GetInt32());
        Assert.Equal(2, figures.GetProperty("utteranceFinal").GetProperty("count").GetInt32());

        // The fake engine waits for a third of a second of silence; audio sent faster than it is spoken would be final before its time.
        Assert.InRange(figures.GetProperty("utteranceFinal").GetProperty("p50").GetDouble(), 0.25, 60);
        Assert.Equal(0, figures.GetProperty("wordsUnlikeTranscribe").GetInt32());
        Assert.Equal(1, figures.GetProperty("werRatio").GetDouble());
    }

    [Fact]
    public async Task Streams_plays_as_many_as_asked()
    {
        var figures = await RunAsync("streams", "--streams", "2");

        var step = Assert.Single(figures.GetProperty("steps").EnumerateArray());
        Assert.Equal(2, step.GetProperty("streams").GetInt32());
        Assert.Equal(6, step.GetProperty("stableWord").GetProperty("count").GetInt32());
        Assert.Equal(0, step.GetProperty("wordsUnlikeUnloaded").GetInt32());
    }

    [Fact]
    public async Task Overload_tells_who_was_refused_and_that_no_word_was_lost()
    {
        var figures = await RunAsync("streams", "--overload", "3", "--admit", "2");

        Assert.Equal(1, figures.GetProperty("refused").GetInt32());
        Assert.Equal(2, figures.GetProperty("sameAsUnloaded").GetInt32());
        Assert.Equal(6, figures.GetProperty("finalWords").GetInt32());
    }

    [Fact]
    public async Task Timing_knows_where_words_are_in_the_joined_clips()
    {
        var figures = await RunAsync("timing");

        var start = figures.GetProperty("start");
        Assert.Equal(2, start.GetProperty("matched").GetInt32());
        Assert.InRange(start.GetProperty("median").GetDouble(), 0, 0.032);

        // "W3, w4!" is said to end with a word that nobody says.
        Assert.Equal(1, figures.GetProperty("end").GetProperty("matched").GetInt32());
        Assert.InRange(figures.GetProperty("end").GetProperty("median").GetDouble(), 0, 0.032);
    }

    [Fact]
    public async Task Trouble_in_mid_speech_costs_no_word()
    {
        var figures = await RunAsync("trouble", "--lead", "2", "--lock-seconds", "0.5", "--engine-seconds", "0.5");

        var runs = figures.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(["database locked", "engine failing"], runs.Select(run => run.GetProperty("trouble").GetString()));
        Assert.All(runs, run => Assert.Equal((3, 3, "finished"), (run.GetProperty("wordsExpected").GetInt32(),
            run.GetProperty("wordsGot").GetInt32(), run.GetProperty("state").GetString())));
        Assert.All(runs, run => Assert.Equal(0, run.GetProperty("wordsLost").GetInt32()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Noise_tells_which_clips_have_words_and_is_otherwise_silent(bool realTime)
    {
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "manifest.jsonl"),
            [
                """{"file":"a.wav","text":"","speech":true,"duration_s":1.1}""",
                """{"file":"b.wav","text":"","speech":false,"duration_s":0.85}"""
            ]);

        var figures = await RunAsync(realTime ? ["noise", "--real-time"] : ["noise"]);

        Assert.Equal(3, figures.GetProperty("clips").GetInt32());
        Assert.Equal(1, figures.GetProperty("clipsWithWords").GetInt32());
        Assert.Equal("b", figures.GetProperty("worst")[0].GetProperty("id").GetString());
        Assert.Equal("w3", figures.GetProperty("worst")[0].GetProperty("text").GetString());
        Assert.Equal(1, figures.GetProperty("worst")[0].GetProperty("finalWords").GetInt32());
        Assert.Equal(1, figures.GetProperty("worst")[0].GetProperty("transcribeWords").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Diarization_without_a_speaker_stage_finds_nobody_and_gives_the_measure_of_one_label(bool realTime)
    {
        await File.WriteAllLinesAsync(
            Path.Combine(_folder, "manifest.jsonl"),
            [
                """{"file":"a.wav","text":"w1 w2","language":"en","duration_s":1.1,"rttm":"a.rttm","synthetic":true,"turns":[{"speaker":"A","text":"w1"},{"speaker":"B","text":"w2"}]}""",
                """{"file":"b.wav","text":"w3","language":"en","duration_s":0.85,"rttm":"b.rttm"}""",
            ]);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "a.rttm"), "SPEAKER a 1 0 0.2 <NA> <NA> A <NA> <NA>\nSPEAKER a 1 0.25 0.2 <NA> <NA> B <NA> <NA>\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "b.rttm"), "SPEAKER b 1 0 0.2 <NA> <NA> A <NA> <NA>\n");

        var figures = await RunAsync(["diarization", "--single", _folder, .. realTime ? new[] { "--real-time" } : []]);

        var groups = figures.GetProperty("groups").EnumerateArray().ToDictionary(group => group.GetProperty("name").GetString()!);
        Assert.Equal(["all", "real", "synthetic"], groups.Keys);
        Assert.Equal((1, 1), (Figure("all", "online", "derNoCollar"), Figure("all", "finished", "derNoCollar")));
        Assert.Equal(1, Figure("all", "finished", "wder"));

        // With one label the second word of two is wrong, and the pause between them is too much.
        Assert.InRange(Figure("synthetic", "oneLabel", "derNoCollar"), 0.5, 0.75);
        Assert.Equal(0.5, Figure("synthetic", "oneLabel", "wder"));
        Assert.InRange(Figure("real", "oneLabel", "derNoCollar"), 0, 0.2);
        Assert.Equal(2, figures.GetProperty("single").GetProperty("none").GetInt32());

        double Figure(string group, string when, string name) => groups[group].GetProperty(when).GetProperty(name).GetDouble();
    }

    [Fact]
    public async Task Report_tells_machine_engine_and_date()
    {
        await RunAsync("accuracy");
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Json));

        Assert.Equal("accuracy", report.RootElement.GetProperty("bench").GetString());
        Assert.Equal("fake", report.RootElement.GetProperty("engine").GetString());
        Assert.Equal(Environment.ProcessorCount, report.RootElement.GetProperty("machine").GetProperty("cores").GetInt32());
        Assert.InRange(
            report.RootElement.GetProperty("date").GetDateTimeOffset(),
            TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow());
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("latency")]
    public async Task Clip_that_cannot_be_read_is_named(string bench)
    {
        File.Delete(Path.Combine(_folder, "b.wav"));

        Assert.Equal(ExitCodes.UnreadableInput, await InvokeAsync([bench, "--data", _folder]));
        Assert.Contains(Path.Combine(_folder, "b.wav"), _error.ToString());
    }

    [Theory]
    [InlineData("accuracy", "--data", "/nowhere")]
    [InlineData("noise", "--data", "/nowhere")]
    [InlineData("diarization", "--data", "/nowhere")]
    [InlineData("timing", "--gap", "-1")]
    [InlineData("latency", "--gap", "-1")]
    [InlineData("latency", "--seconds", "0")]
    [InlineData("streams", "--streams", "0")]
    [InlineData("accuracy", "--engine", "whisper")]
    [InlineData("accuracy", "--condition", "underwater")]
    [InlineData("accuracy", "--speakers", "most")]
    public async Task Wrong_usage_is_one_line_and_code_2(params string[] arguments)
    {
        Assert.Equal(ExitCodes.WrongUsage, await InvokeAsync(arguments));
        Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Json => Path.Combine(_folder, "report", "figures.json");

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var code = await InvokeAsync([.. arguments, "--data", _folder, "--json", Json]);
        Assert.True(code == ExitCodes.Done, _error.ToString());
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Json));
        return report.RootElement.GetProperty("figures").Clone();
    }

    private Task<int> InvokeAsync(string[] arguments) =>
        CommandRun.RunAsync(
            BenchCommand.Create((_, _) => Task.FromResult(new FakeRecognizer().ToEngine()), TimeProvider.System),
            arguments, _output, _error);

    private void Record(string name, short[] samples)
    {
        using var wav = new WavWriter(File.Create(Path.Combine(_folder, name)), FakeSpeech.SampleRate);
        wav.Write(samples);
    }
}
