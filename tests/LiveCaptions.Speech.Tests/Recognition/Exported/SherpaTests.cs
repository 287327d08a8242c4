using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LiveCaptions.Speech.Features;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Exported;
using LiveCaptions.Speech.Tests.Fakes;

namespace LiveCaptions.Speech.Tests.Recognition.Exported;

/// <summary>
/// sherpa-onnx reads the same tokens off the same models: <c>npm install sherpa-onnx-node</c> somewhere, and
/// <c>LIVECAPTIONS_SHERPA=…/node_modules</c>.
/// </summary>
public sealed class SherpaTests
{
    private const string Variable = "LIVECAPTIONS_SHERPA";

    private static string? Modules => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    public static bool IsMissing => Modules is null;

    [Theory(Skip = $"{Variable} names no node_modules", SkipWhen = nameof(IsMissing))]
    [InlineData("zipformer", "greedy_search")]
    [InlineData("zipformer", "modified_beam_search")]
    [InlineData("zipformer-offline", "greedy_search")]
    [InlineData("zipformer-offline", "modified_beam_search")]
    [InlineData("nemo-ctc", "greedy_search")]
    [InlineData("nemo-ctc-normalised", "greedy_search")]
    [InlineData("nemo-streaming", "greedy_search")]
    [InlineData("nemo-streaming-rnnt", "greedy_search")]
    [InlineData("nemo-rnnt", "greedy_search", 2)]
    [InlineData("nemo-tdt", "greedy_search", 2)]
    public async Task Tokens_and_their_times_are_those_of_sherpa_onnx(string kind, string method, int frames = 0)
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-sherpa-");
        try
        {
            MadeModels.Write(folder.FullName, kind);
            using var model = ExportedModelLoader.Load(new ExportedFolder(folder.FullName), ExecutionProvider.Choose("cpu"));
            float[] sound =
            [
                .. Bursts.Silence(0.4), .. Tones.Say("▁one", "▁two", "▁th", "ree"), .. Bursts.Silence(0.5), .. Tones.Say("▁four", "▁five"),
                .. Bursts.Silence(0.3),
            ];
            var quality = method == "greedy_search" ? RecognitionQuality.Fast : RecognitionQuality.Best;
            var tail = model.Streaming is { } encoder ? new float[(encoder.Window * Fbank.FrameShift) + 3840] : [];
            var expected = await SherpaAsync(kind, folder.FullName, [.. sound, .. tail], method);
            var tokens = TokenNode.Behind(Last(model, sound, quality), 0);

            Assert.Equal(6, tokens.Count);
            Assert.Equal(expected.Tokens, tokens.Select(token =>
                (model.Tokens.BeginsWord(token.Id) ? " " : "") + Encoding.UTF8.GetString(model.Tokens.Text(token.Id))));

            // For NeMo's transducers it takes other features than they were trained with.
            var frame = model.Subsampling * 0.01;
            Assert.All(tokens, (token, i) => Assert.Equal(expected.Times[i], token.Frame * frame, 2e-3 + (frames * frame)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TokenNode? Last(ExportedModel model, float[] sound, RecognitionQuality quality)
    {
        if (model.Streaming is null)
        {
            return new WholeUtterance(model, quality).Read(sound);
        }

        using var utterance = new StreamedUtterance(model, quality);
        utterance.Accept(sound);
        utterance.End();
        return utterance.Last;
    }

    private static async Task<(string[] Tokens, double[] Times)> SherpaAsync(string kind, string folder, float[] sound, string method)
    {
        var samples = Path.Combine(folder, "sound.f32");
        await File.WriteAllBytesAsync(samples, MemoryMarshal.AsBytes(sound.AsSpan()).ToArray());
        var script = Path.Combine(AppContext.BaseDirectory, "Fixtures", "Sherpa", "recognise.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", [script, Modules!, kind, folder, samples, method])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["LD_LIBRARY_PATH"] = Path.Combine(Modules!, "sherpa-onnx-linux-x64") },
        })!;
        var lines = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        using var told = JsonDocument.Parse(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);
        return (
            [.. told.RootElement.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!)],
            [.. told.RootElement.GetProperty("timestamps").EnumerateArray().Select(time => time.GetDouble())]);
    }
}
