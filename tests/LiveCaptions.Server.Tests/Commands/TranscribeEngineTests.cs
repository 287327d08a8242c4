using System.CommandLine;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Tests.Cloud;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Configuration;

namespace LiveCaptions.Server.Tests.Commands;

/// <summary><c>transcribe --engine</c> with those at providers.</summary>
public sealed class TranscribeEngineTests : IDisposable
{
    private const string Key = "sk-nobody-may-see-this";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-transcribe-");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("deepgram", "LIVECAPTIONS_Engines__Deepgram__ApiKey")]
    [InlineData("assemblyai:universal-streaming-multilingual", "LIVECAPTIONS_Engines__AssemblyAi__ApiKey")]
    [InlineData("openai", "LIVECAPTIONS_Engines__OpenAi__ApiKey")]
    public async Task Provider_without_a_key_is_told_in_one_line_with_the_setting_that_wants_it(string engine, string setting)
    {
        Assert.Equal(ExitCodes.Missing, await RunAsync(engine));

        var line = Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal($"livecaptions transcribe: Engine '{engine}' needs a key. Set {setting} to that of your account.", line.TrimEnd());
    }

    [Fact]
    public async Task Files_are_heard_by_the_provider_of_the_settings_with_their_key()
    {
        await using var stub = ProviderStub.Start(response => response.StatusCode = 200);

        var code = await RunAsync("openai", ("Engines:OpenAi:Address", stub.Address), ("Engines:OpenAi:ApiKey", Key));

        Assert.Equal((ExitCodes.Done, ""), (code, _error.ToString()));
        Assert.Equal("hello world", (await File.ReadAllTextAsync(PathOf("talk.txt"))).Trim());
        Assert.Equal(("/audio/transcriptions", $"Bearer {Key}"), Assert.Single(stub.Asked));
    }

    [Fact]
    public async Task Engine_that_is_not_known_is_told_with_all_that_are()
    {
        Assert.Equal(ExitCodes.WrongUsage, await RunAsync("nonesuch"));

        Assert.Contains("Engine 'nonesuch' is not here.", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("moonshine-base", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("speechmatics", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setting_that_cannot_be_is_told_without_the_key()
    {
        Assert.Equal(
            ExitCodes.WrongUsage, await RunAsync("deepgram", ("Engines:Deepgram:Pace", "-1"), ("Engines:Deepgram:ApiKey", Key)));

        Assert.Contains("Pace", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(string engine, params (string Name, string Value)[] settings)
    {
        var input = PathOf("talk.wav");
        using (var writer = new WavWriter(File.Create(input), FakeSpeech.SampleRate))
        {
            writer.Write(FakeSpeech.Say(1, 2, 3));
        }

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(one => new KeyValuePair<string, string?>(one.Name, one.Value))).Build();
        var command = TranscribeCommand.Create(
            LoadAsync, TimeProvider.System, engines: () => new CommandEngines(configuration, TimeProvider.System));
        return CommandRun.RunAsync(
            new Command("livecaptions") { command },
            ["transcribe", input, "--out", _folder.FullName, "--formats", "txt", "--engine", engine], _output, _error);
    }

    /// <summary>As it is loaded, but for what this machine would need models for.</summary>
    private static Task<SpeechEngine> LoadAsync(SpeechEngineOptions options, CancellationToken cancellationToken)
    {
        var loaded = options.Catalog.Find(options.Engine)[0].Load(new EngineOrder(options.Engine, "", TimeProvider.System));
        return Task.FromResult(new SpeechEngine(loaded.Recognizer, () => new EnergyVad(), new EngineCapacity("cpu", 0.05, 1)));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}
