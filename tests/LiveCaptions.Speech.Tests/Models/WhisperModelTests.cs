using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;
using LiveCaptions.Speech.Tests.Recognition.Whisper;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>What Whisper writes, with a model of whoever runs the tests.</summary>
public sealed class WhisperModelTests
{
    private const string Variable = "LIVECAPTIONS_WHISPER_MODEL";

    private static string? Model => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;

    public static bool IsMissing => Model is null;

    [Fact(Skip = $"{Variable} names no ggml file", SkipWhen = nameof(IsMissing))]
    public async Task Made_speech_is_understood_where_LIVECAPTIONS_WHISPER_MODEL_names_a_model()
    {
        await using var engine = await LoadAsync(Model!);
        var finals = await HearAsync(engine, "en");
        var truth = MadeSpeech.Sentences.SelectMany(WordErrors.Normalise).ToArray();
        var heard = finals.SelectMany(f => f.Words).SelectMany(w => WordErrors.Normalise(w.Text)).ToArray();
        Assert.InRange(WordErrors.Count(truth, heard), 0, 3);
    }

    [Fact]
    public async Task Voices_and_emotions_are_heard_by_another_encoder_where_the_engine_has_no_layers_to_give()
    {
        var folder = Directory.CreateTempSubdirectory("livecaptions-whisper-");
        try
        {
            var path = Path.Combine(folder.FullName, "made.bin");
            MadeWhisper.Write(path);
            await using var engine = await LoadAsync(path);
            Assert.False(engine.Capabilities.HasTaps);
            var finals = (await HearAsync(engine, "en")).FindAll(f => f.Words.Count > 0);
            Assert.NotEmpty(finals);
            Assert.All(finals, f => Assert.NotEmpty(f.Voices));
            Assert.All(finals, f => Assert.NotEmpty(f.Emotions));
            Assert.Contains(finals.SelectMany(f => f.Words), w => w.Speaker is not null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<SpeechEngine> LoadAsync(string model) => SpeechEngine.LoadAsync(new SpeechEngineOptions
    {
        Engine = $"whisper:{model}",
        ExecutionProvider = "cpu",
        ModelsDirectory = Repository.Models,
    });

    private static async Task<List<Transcript>> HearAsync(SpeechEngine engine, string language)
    {
        var options = new RecognizerStreamOptions { Language = language, Interims = false };
        var speakers = engine.CreateTracker(SpeakerCount.Unknown);
        await using var pipeline = engine.CreatePipeline(options, speakers, engine.CreateEmotionTracker());
        return await pipeline.RunAsync(new ArraySource(await MadeSpeech.Async(), [512])).Where(t => t.IsFinal).ToListAsync();
    }
}
