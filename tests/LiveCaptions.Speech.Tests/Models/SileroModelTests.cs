using CsCheck;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;
using LiveCaptions.Speech.Vad;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>The rewritten detector says what the published one does.</summary>
public sealed class SileroModelTests(TinyEngine tiny)
{
    private const int FrameLength = IVoiceActivityDetector.FrameLength;
    private const int Context = 64;

    [Fact]
    public async Task Rewritten_detector_gives_the_published_probabilities()
    {
        var samples = await SamplesAsync();
        var published = await PublishedAsync(samples);

        Assert.Contains(published, p => p > 0.9f);
        Assert.Contains(published, p => p < 0.1f);
        Assert.Equal(published, await RewrittenAsync(samples, [1]), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public async Task Probabilities_do_not_depend_on_how_many_frames_are_given_at_once()
    {
        var samples = await SamplesAsync();
        var single = await RewrittenAsync(samples, [1]);
        await Gen.Int[1, 40].Array[1, 8].SampleAsync(async groups => Assert.Equal(single, await RewrittenAsync(samples, groups)), iter: 10);
    }

    [Fact]
    public async Task Finals_are_the_same_whether_frames_come_one_by_one_or_half_a_second_at_once()
    {
        var (engine, samples) = (await tiny.LoadAsync(), await SamplesAsync());
        var oneByOne = await FinalsAsync(engine, new PatchySource(samples, [FrameLength]));

        Assert.NotEmpty(oneByOne);
        Assert.Equal(oneByOne, await FinalsAsync(engine, new PatchySource(samples, [samples.Length])));
        Assert.Equal(oneByOne, await FinalsAsync(engine, new PatchySource(samples, [700, 9000, 1, 3000])));
    }

    private static async Task<List<string>> FinalsAsync(SpeechEngine engine, PatchySource source)
    {
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions { Interims = false });
        return await pipeline.RunAsync(source).Where(final => final.IsFinal)
            .Select(final => $"{final.Utterance} to {final.AudioEnd}: {string.Join(' ', final.Words)}").ToListAsync();
    }

    /// <summary>Speech, partly in noise.</summary>
    private static async Task<float[]> SamplesAsync()
    {
        var speech = await MadeSpeech.Async();
        var random = new Random(1);
        return [.. speech.Take(speech.Length / FrameLength * FrameLength)
            .Select((sample, i) => sample + (i % 40_000 < 20_000 ? 0.01f * ((2 * random.NextSingle()) - 1) : 0))];
    }

    private static async Task<List<float>> RewrittenAsync(float[] samples, int[] groups)
    {
        using var model = SileroVad.Load(await ModelAsync());
        var (vad, given) = (new SileroVad(model), new List<float>());
        for (var round = 0; given.Count < samples.Length / FrameLength; round++)
        {
            var probabilities = new float[Math.Min(groups[round % groups.Length], (samples.Length / FrameLength) - given.Count)];
            vad.Next(samples.AsSpan(given.Count * FrameLength, probabilities.Length * FrameLength), probabilities);
            given.AddRange(probabilities);
        }

        return given;
    }

    private static async Task<List<float>> PublishedAsync(float[] samples)
    {
        using var model = new OnnxModel(await ModelAsync(), ExecutionProvider.Choose("cpu"));
        var (given, state) = (new List<float>(), new float[2 * 128]);
        for (var at = 0; at < samples.Length; at += FrameLength)
        {
            float[] heard = [.. at == 0 ? new float[Context] : samples[(at - Context)..at], .. samples[at..(at + FrameLength)]];
            using var input = OnnxModel.Tensor(heard, 1, heard.Length);
            using var before = OnnxModel.Tensor(state, 2, 1, 128);
            using var rate = OrtValue.CreateTensorValueFromMemory([16_000L], []);
            using var outputs = model.Run(["input", "state", "sr"], [input, before, rate]);
            outputs[1].GetTensorDataAsSpan<float>().CopyTo(state);
            given.Add(outputs[0].GetTensorDataAsSpan<float>()[0]);
        }

        return given;
    }

    private static Task<byte[]> ModelAsync() => File.ReadAllBytesAsync(Path.Combine(Repository.Models, "silero-vad", "silero_vad_v6.onnx"));
}
