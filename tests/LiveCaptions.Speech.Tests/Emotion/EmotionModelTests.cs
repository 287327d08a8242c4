using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Tests.Fakes;
using LiveCaptions.Speech.Tests.Models;

namespace LiveCaptions.Speech.Tests.Emotion;

public sealed class EmotionModelTests(TinyEngine engine)
{
    [Theory]
    [InlineData(0.1f)]
    [InlineData(0.3f)]
    [InlineData(1.5f)]
    public async Task Loudness_does_not_decide(float factor)
    {
        var samples = await MadeSpeech.Async();
        Assert.InRange(samples.Max(MathF.Abs) * factor, 0, 1);
        var asItIs = await ReadAsync(samples);
        var changed = await ReadAsync([.. samples.Select(sample => sample * factor)]);
        Assert.Equal(MadeSpeech.Sentences.Length, asItIs.Count);
        foreach (var (one, other) in asItIs.Zip(changed))
        {
            Assert.Equal(Likeliest(one), Likeliest(other));
            Assert.InRange(MathF.Abs(one.Scores.Max() - other.Scores.Max()), 0, 0.1f);
            Assert.InRange(MathF.Abs(one.Arousal - other.Arousal), 0, 0.15f);
            Assert.InRange(MathF.Abs(one.Valence - other.Valence), 0, 0.25f);
        }
    }

    [Fact]
    public async Task Hearing_emotions_changes_neither_words_nor_voices()
    {
        await using var without = await SpeechEngine.LoadAsync(new SpeechEngineOptions
        {
            Engine = "moonshine-tiny",
            ExecutionProvider = "cpu",
            ModelsDirectory = Repository.Models,
            Emotions = false,
        });
        var with = await engine.LoadAsync();
        Assert.Null(without.Emotions);
        Assert.NotNull(with.Emotions);
        var expected = await HearAsync(without);
        Assert.NotEmpty(expected.Pieces);
        var found = await HearAsync(with);
        Assert.Equal(expected.Words, found.Words);
        Assert.Equal(expected.Pieces, found.Pieces);
    }

    private static async Task<(List<Word> Words, List<string> Pieces)> HearAsync(SpeechEngine engine)
    {
        var speakers = engine.CreateTracker(SpeakerCount.Unknown)!;
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions { Interims = false }, speakers);
        var finals = await pipeline.RunAsync(new ArraySource(await MadeSpeech.Async(), [512])).ToListAsync();
        return ([.. finals.SelectMany(final => final.Words)], [.. speakers.Pieces.Select(Describe)]);
    }

    private static string Describe(LabelledPiece piece) =>
        $"{piece.Piece.Start}-{piece.Piece.End} {piece.Speaker}: {string.Join(' ', piece.Piece.Vector)}";

    private async Task<List<EmotionReading>> ReadAsync(float[] samples)
    {
        var emotions = (await engine.LoadAsync()).Emotions!;
        var finals = await engine.FinalsAsync(samples);
        return [.. finals.Where(final => final.Words.Count > 0)
            .Select(final => emotions.Read(final.Heard!, final.Heard!.Start, final.AudioEnd)).OfType<EmotionReading>()];
    }

    private static EmotionLabel Likeliest(EmotionReading reading) =>
        Enum.GetValues<EmotionLabel>().MaxBy(label => reading.Scores[(int)label]);
}
