using LiveCaptions.Bench;
using LiveCaptions.Bench.Emotion;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Bench;

public sealed class EmotionFiguresTests
{
    [Fact]
    public void Recall_is_the_mean_of_the_classes_and_sure_is_counted_apart()
    {
        var score = EmotionScore.Of(
            [
                Heard("happy", EmotionLabel.Happy, 0.9f), Heard("happy", EmotionLabel.Sad, 0.5f),
                Heard("sad", EmotionLabel.Sad, 0.8f), Heard("sad", EmotionLabel.Sad, 0.5f)
            ],
            [EmotionLabel.Happy, EmotionLabel.Sad],
            sureFrom: 0.7f);

        Assert.Equal((0.75, 0.5, 1.0), (score.Uar, score.Coverage, score.SureUar));
    }

    [Fact]
    public void What_captions_have_no_label_for_is_right_where_the_labels_leave_room_for_it()
    {
        var score = EmotionScore.Of([Heard("bored", EmotionLabel.Neutral, 0.2f)], [EmotionLabel.Neutral, null], sureFrom: 0.7f);

        Assert.Equal((1.0, 1.0), (score.Uar, score.SureRight));
    }

    [Fact]
    public void Shown_labels_are_those_of_cues_not_of_the_classifier()
    {
        var group = EmotionGroup.Of(
            "acted", [Heard("angry", EmotionLabel.Angry, 0.9f), Heard("sad", EmotionLabel.Sad, 0.9f, shown: EmotionLabel.Angry)],
            sureFrom: 0.7f);

        Assert.Equal((1, 0.0), (group.Tags, group.TagsRight));
        Assert.Equal(1, group.Seven.Uar);
    }

    [Fact]
    public void Calm_reading_counts_cues_and_tells_which_labels_are_wrong()
    {
        var calm = CalmFigures.Of([
            Heard("neutral", EmotionLabel.Neutral, 0.9f, EmotionLabel.Neutral),
            Heard("neutral", EmotionLabel.Neutral, 0.9f, EmotionLabel.Sad)
        ])!;

        Assert.Equal((2, 1, 0.5, 1), (calm.Cues, calm.FalseLabels, calm.FalseShare, calm.Neutral));
        Assert.Equal("sad", Assert.Single(calm.Which).Key);
        Assert.Equal(1800, calm.FalsePerHour);
    }

    private static HeardEmotion Heard(string emotion, EmotionLabel found, float score, EmotionLabel? shown = null)
    {
        var scores = new float[Enum.GetValues<EmotionLabel>().Length];
        scores[(int)found] = score;
        EmotionLabel? label = Enum.TryParse<EmotionLabel>(emotion, ignoreCase: true, out var named) ? named : null;
        var clip = new EmotionClip(new BenchClip(emotion, "", "", "", 1), "acted", emotion, label);
        return HeardEmotion.Of(clip, [new HeardUtteranceEmotion(16_000, HasWords: true, new EmotionReading(0, 0, scores), shown)]);
    }
}
