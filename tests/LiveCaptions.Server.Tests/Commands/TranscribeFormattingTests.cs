using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Commands.Transcribe.Cache;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Commands;

public sealed class TranscribeFormattingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-formatting-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly Sayings _said = new();
    private FakeRecognizer? _recognizer;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("Um twenty people paid five fucking dollars to acme corp.")]
    [InlineData("Um 20 people paid five fucking dollars to acme corp.", "--numerals")]
    [InlineData("Um 20 people paid five fucking dollars to acme corp.", "--format-kinds", "numbers,dates")]
    [InlineData("20 people paid five f****** dollars to ACME Corp.", "--smart-format",
        "--fillers", "remove", "--profanity", "mask", "--replace", "acme corp=ACME Corp")]
    [InlineData("Um [number] people paid [number] fucking dollars to [redacted].",
        "--redact", "numbers", "--redact-words", "acme corp,initech")]
    [InlineData("people paid five dollars to acme corp.", "--profanity", "remove", "--replace", "um=", "--replace", "twenty=")]
    public async Task Words_are_written_as_the_options_say(string written, params string[] options)
    {
        var input = Record("Um twenty people paid five fucking dollars to acme corp.");

        Assert.Equal(ExitCodes.Done, await RunAsync([input, "--formats", "txt", .. options]));

        Assert.Equal(written, (await File.ReadAllTextAsync(PathOf("out/talk.txt"))).Trim(), ignoreCase: written.StartsWith('p'));
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task How_it_was_spoken_is_in_the_json()
    {
        Assert.Equal(ExitCodes.Done, await RunAsync(Record("twenty five people"), "--formats", "json", "--smart-format"));

        Assert.Contains("\"raw\":\"twenty five\"", await File.ReadAllTextAsync(PathOf("out/talk.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kinds knows numbers, money, dates, times, percent, units, phones, addresses; not 'all'.", "--format-kinds", "all")]
    [InlineData("fillers is keep or remove.", "--fillers", "drop")]
    [InlineData("profanity is keep, mask or remove.", "--profanity", "beep")]
    [InlineData("redact knows numbers, addresses; not 'names'. Words of your own go into redactWords.", "--redact", "names")]
    [InlineData("--replace takes FIND=TEXT, not 'acme'.", "--replace", "acme")]
    public async Task Option_that_says_what_cannot_be_is_wrong_usage(string message, params string[] options)
    {
        Assert.Equal(ExitCodes.WrongUsage, await RunAsync([Record("hello"), .. options]));

        Assert.Equal($"livecaptions transcribe: {message}\n", _error.ToString());
    }

    [Fact]
    public async Task Words_that_become_final_in_mid_speech_are_written_as_if_they_were_not_parted()
    {
        var said = string.Join(' ', Enumerable.Repeat("then Ann Smith said twenty five dollars", 20));
        var finals = 0;
        _recognizer = _said.Recognizer(endsAt: (words, options) =>
        {
            var whole = options.WholeCues!(words);
            finals += whole > 0 ? 1 : 0;
            return whole;
        });
        var time = new FakeTimeProvider();
        var run = RunAsync(time, Record(said), "--realtime", "--formats", "txt", "--smart-format", "--redact-words", "Ann Smith");
        while (!run.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.Equal(ExitCodes.Done, await run);
        Assert.True(finals > 2, $"{finals} before the pause");
        var written = (await File.ReadAllTextAsync(PathOf("out/talk.txt"))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(string.Join(' ', Enumerable.Repeat("then [redacted] said $25", 20)), string.Join(' ', written));
    }

    [Fact]
    public async Task Finals_that_are_kept_for_a_later_run_hold_nothing_that_is_redacted()
    {
        var input = Record("my pin is four two four two", "and that is all");
        string[] arguments = [input, "--formats", "txt", "--redact", "numbers"];
        _recognizer = BreaksOff();
        Assert.Equal(ExitCodes.Failed, await RunAsync(arguments));
        var journal = await File.ReadAllTextAsync(Directory.GetFiles(PathOf("cache"), "*.journal").Single());
        Assert.Contains("[number]", journal, StringComparison.Ordinal);
        Assert.DoesNotContain("four", journal, StringComparison.Ordinal);

        _recognizer = _said.Recognizer();
        Assert.Equal(ExitCodes.Done, await RunAsync(arguments));
        Assert.Equal("my pin is [number] and that is all", (await File.ReadAllTextAsync(PathOf("out/talk.txt"))).Trim());
        Assert.Equal(1, _recognizer.Decoded);
        Assert.DoesNotContain("four", await File.ReadAllTextAsync(Directory.GetFiles(PathOf("cache")).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finals_that_were_written_otherwise_are_not_taken_up()
    {
        var input = Record("my pin is four two four two", "and that is all");
        _recognizer = BreaksOff();
        Assert.Equal(ExitCodes.Failed, await RunAsync(input, "--formats", "txt"));

        _recognizer = _said.Recognizer();
        Assert.Equal(ExitCodes.Done, await RunAsync(input, "--formats", "txt", "--redact", "numbers"));

        Assert.Equal("my pin is [number] and that is all", (await File.ReadAllTextAsync(PathOf("out/talk.txt"))).Trim());
        Assert.Equal(2, _recognizer.Decoded);
    }

    /// <summary>An engine that breaks once the first final is kept.</summary>
    private FakeRecognizer BreaksOff() => _said.Recognizer(async (frame, _) =>
    {
        if (frame.Position > 2.6 * FakeSpeech.SampleRate)
        {
            await Journals.HaveAsync(PathOf("cache"), 2);
            throw new InvalidOperationException("broken");
        }
    });

    private string Record(params string[] said)
    {
        File.WriteAllBytes(PathOf("talk.wav"), TestImports.Wav([.. said.SelectMany(_said.Say)]));
        return PathOf("talk.wav");
    }

    private Task<int> RunAsync(params string[] arguments) => RunAsync(TimeProvider.System, arguments);

    private Task<int> RunAsync(TimeProvider time, params string[] arguments) => CommandRun.RunAsync(
        new Command("livecaptions") { TranscribeCommand.Create(
            (_, _) => Task.FromResult((_recognizer ?? _said.Recognizer()).ToEngine()),
            time, cache: () => new CacheOptions { Folder = PathOf("cache") }) },
        ["transcribe", .. arguments, "--out", PathOf("out")],
        TextWriter.Synchronized(_output),
        TextWriter.Synchronized(_error));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
