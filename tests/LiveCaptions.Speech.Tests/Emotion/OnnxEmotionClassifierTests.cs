using System.Security.Cryptography;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using static LiveCaptions.Speech.Tests.Diarization.Voices;

namespace LiveCaptions.Speech.Tests.Emotion;

public sealed class OnnxEmotionClassifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-emotion-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Outputs_are_labels_in_the_order_of_the_catalog_entry()
    {
        Assert.Equal(EmotionLabel.Angry, Top("neutral", "angry", "sad"));
        Assert.Equal(EmotionLabel.Happy, Top("sad", "happy", "sad"));

        EmotionLabel Top(params string[] labels) => Load(labels).Read(Utterance((Low, 2)), 0, AudioFormat.ToSamples(2))!.Top();
    }

    [Fact]
    public void Scores_are_probabilities_and_what_has_no_label_is_missing_in_them()
    {
        var all = Load("neutral", "angry", "sad").Read(Utterance((Low, 2)), 0, AudioFormat.ToSamples(2))!;
        var two = Load("neutral", "angry", "other").Read(Utterance((Low, 2)), 0, AudioFormat.ToSamples(2))!;
        Assert.Equal(1, all.Scores.Sum(), 1e-5);
        Assert.Equal(1 - all.Scores[(int)EmotionLabel.Sad], two.Scores.Sum(), 1e-5);
        Assert.InRange(all.Arousal, 0.5f, 1);
        Assert.InRange(all.Valence, -1, -0.3f);
    }

    [Fact]
    public void Loudness_and_an_offset_do_not_decide()
    {
        var heard = Utterance((Low, 2));
        var quiet = heard with { Audio = heard.Audio.ToArray().Select(sample => (sample / 20) + 0.1f).ToArray() };
        var classifier = Load("neutral", "angry", "sad");
        Assert.All(classifier.Read(heard, 0, 32_000)!.Scores.Zip(classifier.Read(quiet, 0, 32_000)!.Scores), pair =>
            Assert.Equal(pair.First, pair.Second, 1e-3));
    }

    [Fact]
    public void Window_is_heard_and_nothing_else()
    {
        var heard = Utterance((Low, 2), (0, 2)) with { Start = 100_000 };
        var alone = Utterance((Low, 2)) with { Start = 100_000 };
        var classifier = Load("neutral", "angry", "sad");
        var expected = Angry(alone, 132_000);
        Assert.Equal(expected, Angry(heard, 132_000), 0.01);
        Assert.True(Angry(heard, 164_000) > expected + 0.05);

        float Angry(HeardUtterance utterance, long to) => classifier.Read(utterance, 100_000, to)!.Scores[(int)EmotionLabel.Angry];
    }

    [Fact]
    public void Too_little_speech_tells_nothing()
    {
        var classifier = Load("neutral", "angry", "sad");
        Assert.Null(classifier.Read(Utterance((0, 1), (Low, 0.5), (0, 1)), 0, 40_000));
        Assert.Null(classifier.Read(Utterance((Low, 2)), 0, 8_000));
    }

    [Fact]
    public void Threshold_is_the_entrys_or_a_cautious_one()
    {
        Assert.Equal(0.8f, Load("neutral", "angry", "sad").SureFrom);
        Assert.Equal(0.6f, Load(Entry(["neutral", "angry", "sad"]) with { SureFrom = 0.6f }).SureFrom);
    }

    [Fact]
    public async Task Label_comes_out_of_a_pipeline_whose_engine_gives_no_layers_out()
    {
        var tracker = new EmotionTracker(Load("neutral", "angry", "sad"), text: null, new InferenceScheduler(1, TimeProvider.System));
        var heard = Utterance((Low, 4));
        var final = await tracker.LabelAsync(
            new Transcript
            {
                Utterance = 0,
                IsFinal = true,
                Words = [new Word("word", 0, 64_000, 1)],
                StableWords = 1,
                Language = "en",
                AudioEnd = 64_000,
                Heard = heard
            },
            CancellationToken.None);
        Assert.Equal(EmotionLabel.Angry, Assert.Single(final.Emotions).Label);
    }

    [Fact]
    public void Model_of_another_shape_is_refused_in_one_line_that_says_what_is_expected()
    {
        Refused(EmotionGraphs.Other(1, 1, -1, 80), "x Single[1, ?, 80]");
        Refused(EmotionGraphs.Other(1, 1, 16_000), "x Single[1, 16000]");
        Refused(EmotionGraphs.Other(7, 1, -1), "x Int64[1, ?]");
        Refused(EmotionGraphs.Other(1, 1, -1), "it gives 16000 classes");
        Refused("no model"u8.ToArray(), "ONNX Runtime cannot run it");
    }

    [Fact]
    public void Name_that_is_no_emotion_model_is_answered_with_those_there_are()
    {
        var error = Assert.Throws<InvalidDataException>(() => OnnxEmotionClassifier.Load(
            "vad", new ModelCatalog([Entry(["neutral"])]), new ModelStore(_folder.FullName), ExecutionProvider.Choose("cpu")));
        Assert.StartsWith("There is no emotion model 'vad'. There are: mine.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("neutral", "enraged")]
    [InlineData("Neutral", "angry")]
    public void Entry_with_unknown_labels_is_refused_by_name(params string[] labels)
    {
        Assert.Contains(
            "'mine'", Assert.Throws<InvalidDataException>(() => new ModelCatalog([Entry(labels)])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new ModelCatalog([Entry(labels) with { Labels = null }]));
    }

    private void Refused(byte[] model, string reason)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(Entry(["neutral", "angry", "sad"], model), model)).Message;
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("Single[1, ?] (samples)", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    private OnnxEmotionClassifier Load(params string[] labels) => Load(Entry(labels));

    private OnnxEmotionClassifier Load(ModelEntry entry, byte[]? model = null)
    {
        File.WriteAllBytes(Path.Combine(_folder.CreateSubdirectory("mine").FullName, "emotion.onnx"), model ?? EmotionGraphs.Bursts());
        return OnnxEmotionClassifier.Load(
            "mine", new ModelCatalog([entry]), new ModelStore(_folder.FullName), ExecutionProvider.Choose("cpu"));
    }

    private static ModelEntry Entry(string[] labels, byte[]? model = null) => new()
    {
        Id = "mine",
        Engine = ModelEntry.EmotionEngine,
        Description = "",
        Languages = [],
        Licence = "MIT",
        Requires = [],
        Sources = [],
        Files = [new ModelFile("emotion.onnx", (model ?? EmotionGraphs.Bursts()).Length, Convert.ToHexStringLower(
            SHA256.HashData(model ?? EmotionGraphs.Bursts())))],
        Labels = labels,
    };
}
