using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Emotion;

public sealed class HeadEmotionClassifierTests
{
    /// <summary>One layer of two channels: the first speaks for happy, the second for something that captions have no label for.</summary>
    private static readonly EmotionHead Head = new(
        "made-up", ["inner"], ["neutral", "happy", "bored"], new LinearMap([0, 0, 1, 0, 0, 1], [0, 0, 0]),
        1, new LinearMap([1, 0], [0]), new LinearMap([-1, 0], [0]), 0.6f);

    private static readonly HeadEmotionClassifier Classifier = new(Head);

    [Fact]
    public void The_likeliest_label_has_the_highest_score()
    {
        var reading = Read(Utterance(8, _ => [3, 0]))!;
        Assert.Equal(EmotionLabel.Happy, Likeliest(reading));
        Assert.Equal(MathF.Exp(3) / (MathF.Exp(3) + 2), reading.Scores[(int)EmotionLabel.Happy], 3);
    }

    [Fact]
    public void A_higher_temperature_is_less_certain()
    {
        var utterance = Utterance(8, _ => [3, 0]);
        var cool = new HeadEmotionClassifier(Head with { Temperature = 3 }).Read(utterance, 0, long.MaxValue)!;
        Assert.InRange(cool.Scores[(int)EmotionLabel.Happy], 0.4f, Read(utterance)!.Scores[(int)EmotionLabel.Happy] - 0.1f);
    }

    [Fact]
    public void Scores_lack_to_one_what_captions_have_no_label_for()
    {
        var reading = Read(Utterance(8, _ => [0, 4]))!;
        Assert.InRange(reading.Scores.Sum(), 0, 0.1f);
        Assert.Equal(Enum.GetValues<EmotionLabel>().Length, reading.Scores.Length);
    }

    [Fact]
    public void Too_little_speech_gives_nothing()
    {
        Assert.Null(Read(Utterance(3, _ => [3, 0])));
        Assert.NotNull(Read(Utterance(4, _ => [3, 0])));
        Assert.Null(Read(Utterance(8, _ => [3, 0], speech: block => block < 3 ? 1 : 0)));
    }

    [Fact]
    public void Only_speech_between_the_positions_counts()
    {
        var utterance = Utterance(12, block => block < 6 ? [3, 0] : [0, 3]);
        Assert.Equal(EmotionLabel.Happy, Likeliest(Classifier.Read(utterance, 0, 6 * EncoderFeatures.BlockLength)!));
        Assert.InRange(Classifier.Read(utterance, 6 * EncoderFeatures.BlockLength, long.MaxValue)!.Scores.Sum(), 0, 0.2f);
        Assert.Equal(EmotionLabel.Happy, Likeliest(Read(utterance with { KeepTo = 6 * EncoderFeatures.BlockLength })!));
        Assert.Equal(
            EmotionLabel.Happy, Likeliest(Read(Utterance(12, block => block < 6 ? [3, 0] : [0, 30], speech: block => block < 6 ? 1 : 0))!));
    }

    [Fact]
    public void Arousal_and_valence_stay_in_their_range()
    {
        var reading = Read(Utterance(8, _ => [1000, 1000]))!;
        Assert.Equal((1, -1), (reading.Arousal, reading.Valence));
        Assert.All(reading.Scores, score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void Layers_that_others_asked_for_do_not_matter()
    {
        var alone = Utterance(8, block => [block, 2]);
        var among = Utterance(8, block => [7, -7, block, 2], taps: ["first", "inner"]);
        Assert.Equal(Read(alone)!.Scores, Read(among)!.Scores);
        Assert.Throws<ArgumentException>(() => Read(Utterance(8, _ => [1, 1], taps: ["first"])));
    }

    private static EmotionReading? Read(HeardUtterance utterance) => Classifier.Read(utterance, 0, long.MaxValue);

    private static EmotionLabel Likeliest(EmotionReading reading) =>
        Enum.GetValues<EmotionLabel>().MaxBy(label => reading.Scores[(int)label]);

    /// <param name="values">Of a block: each layer's two channels, the same in all of its frames.</param>
    /// <param name="speech">Probability in a block; all speech where it does not matter.</param>
    private static HeardUtterance Utterance(int blocks, Func<int, float[]> values, Func<int, float>? speech = null, string[]? taps = null)
    {
        var all = Enumerable.Range(0, blocks).SelectMany(values).ToArray();
        var features = new EncoderFeatures(
            0, taps ?? ["inner"], 2, blocks, [.. all.Select(v => v * EncoderFeatures.BlockFrames)],
            [.. all.Select(v => v * v * EncoderFeatures.BlockFrames)]);
        var length = blocks * EncoderFeatures.BlockLength;
        var frames = Enumerable.Range(0, length / 512).Select(frame => speech?.Invoke(frame * 512 / EncoderFeatures.BlockLength) ?? 1);
        return new HeardUtterance(0, 0, long.MaxValue, new float[length], [.. frames], features);
    }
}
