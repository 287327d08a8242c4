using System.Text.Json;
using LiveCaptions.Bench;
using LiveCaptions.Bench.Ingest;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Tests.Fakes;

namespace LiveCaptions.Server.Tests.Bench;

/// <summary>The whole command, small: whether it measures at all, not what.</summary>
public sealed class IngestCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("livecaptions-test-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task Transport_is_measured_without_a_server()
    {
        Record(Babble.Make(2 * FakeSpeech.SampleRate), "");

        var figures = await RunAsync("--only", "receive,udp,handshakes,garbage", "--streams", "3");

        Assert.Equal(
            ["Aes128Gcm", "Aes128CmSha1"],
            figures.GetProperty("receive").EnumerateArray().Select(profile => profile.GetProperty("profile").GetString()));
        Assert.InRange(figures.GetProperty("receive")[0].GetProperty("coreShare").GetDouble(), 0.000001, 1);
        Assert.Equal(150, figures.GetProperty("udp").GetProperty("packetsSent").GetInt64());
        Assert.Equal(150, figures.GetProperty("udp").GetProperty("packetsReceived").GetInt64());
        Assert.InRange(
            figures.GetProperty("handshakes").GetProperty("serverCpuSeconds").GetDouble(),
            0.00001, figures.GetProperty("handshakes").GetProperty("cpuSeconds").GetDouble());
        Assert.All(figures.GetProperty("garbage").GetProperty("kinds").EnumerateArray(), kind =>
            Assert.InRange(kind.GetProperty("withSocketMicroseconds").GetDouble(), 0.1, 1_000));
        Assert.False(figures.TryGetProperty("storm", out _));
    }

    [Fact]
    public async Task Publishers_come_in_time_and_come_back_to_their_place()
    {
        Record(Babble.Make(12 * FakeSpeech.SampleRate), "");

        var figures = await RunAsync("--only", "firstAudio,pathLatency,cut,storm", "--cut", "1", "--storm", "4");

        Assert.Equal(1, figures.GetProperty("firstAudio").GetProperty("firstAudio").GetProperty("count").GetInt32());
        Assert.Equal(5, figures.GetProperty("pathLatency").GetProperty("paths").GetArrayLength());
        Assert.All(figures.GetProperty("pathLatency").GetProperty("paths").EnumerateArray(), path =>
            Assert.InRange(path.GetProperty("delay").GetProperty("p50").GetDouble(), 0, 10));
        Assert.True(figures.GetProperty("cut").GetProperty("sameSession").GetBoolean());
        Assert.InRange(figures.GetProperty("cut").GetProperty("timeErrorAfter").GetDouble(), -0.5, 0.5);
        Assert.Equal(4, figures.GetProperty("storm").GetProperty("connected").GetInt32());
    }

    [Fact]
    public async Task Words_are_those_of_transcribe_where_nothing_is_encoded()
    {
        Record(FakeSpeech.Say(1, 2), "w1 w2");

        var figures = await RunAsync("--only", "words");

        var paths = figures.GetProperty("words").GetProperty("paths");
        Assert.Equal(5, paths.GetArrayLength());
        Assert.Equal("websocket", paths[0].GetProperty("path").GetString());
        Assert.Equal(0, paths[0].GetProperty("wordsUnlikeTranscribe").GetInt32());
    }

    [Theory]
    [InlineData("--only", "receive,everything")]
    [InlineData("--streams", "0")]
    [InlineData("--cut", "100")]
    public async Task Wrong_usage_is_one_line_and_code_2(params string[] arguments)
    {
        Assert.Equal(ExitCodes.WrongUsage, await InvokeAsync(arguments));
        Assert.Single(_error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<JsonElement> RunAsync(params string[] arguments)
    {
        var json = Path.Combine(_folder, "figures.json");
        var code = await InvokeAsync([.. arguments, "--data", _folder, "--duration", "1", "--json", json]);
        Assert.True(code == ExitCodes.Done, _error.ToString());
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        return report.RootElement.GetProperty("figures").Clone();
    }

    private Task<int> InvokeAsync(IReadOnlyList<string> arguments) => CommandRun.RunAsync(
        BenchCommand.Create((_, _) => Task.FromResult(new FakeRecognizer().ToEngine()), TimeProvider.System),
        ["ingest", .. arguments], _output, _error);

    private void Record(short[] samples, string text)
    {
        using (var wav = new WavWriter(File.Create(Path.Combine(_folder, "a.wav")), FakeSpeech.SampleRate))
        {
            wav.Write(samples);
        }

        var line = JsonSerializer.Serialize(
            new { file = "a.wav", text, language = "en", duration_s = samples.Length / (double)FakeSpeech.SampleRate });
        File.WriteAllText(Path.Combine(_folder, "manifest.jsonl"), line + "\n");
    }
}
