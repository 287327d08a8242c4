using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using static LiveCaptions.Speech.Tests.Emotion.ScriptedEmotions;

namespace LiveCaptions.Speech.Tests.Emotion;

public sealed class EmotionTrackerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("livecaptions-lexicon-");
    private readonly ScriptedEmotions _sounds = new();
    private int _utterance;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Label_is_given_where_it_is_sure_and_none_where_not()
    {
        Assert.Equal(EmotionLabel.Angry, (await HearAsync(Of(EmotionLabel.Angry, 0.95f, 0.7f, -0.5f))).Label);
        Assert.Null((await HearAsync(Of(EmotionLabel.Angry, 0.79f))).Label);
        Assert.Equal(EmotionLabel.Neutral, (await HearAsync(Of(EmotionLabel.Neutral, 0.95f))).Label);
    }

    [Fact]
    public async Task Only_utterance_is_as_it_sounds()
    {
        var reading = Of(EmotionLabel.Angry, 0.95f, 0.7f, -0.5f);
        var turn = await HearAsync(reading);
        Assert.Equal((0.7f, -0.5f, 0.95f), (turn.Smoothed.Arousal, turn.Smoothed.Valence, turn.Confidence));
        Assert.Equal(reading.Scores, turn.Smoothed.Scores);
    }

    [Theory]
    [InlineData("de", 0.81f, true)]
    [InlineData("en-GB", 0.89f, false)]
    [InlineData("en-GB", 0.91f, true)]
    [InlineData("fi", 0.89f, false)]
    public async Task Languages_that_nobody_trained_on_have_to_be_surer(string language, float score, bool labelled) =>
        Assert.Equal(labelled, (await HearAsync(Of(EmotionLabel.Sad, score), language: language)).Label is not null);

    [Fact]
    public async Task Neutral_harms_nobody_in_any_language() =>
        Assert.Equal(EmotionLabel.Neutral, (await HearAsync(Of(EmotionLabel.Neutral, 0.81f), language: "fi")).Label);

    [Fact]
    public async Task Words_that_agree_make_a_label_sure_and_words_that_disagree_take_it_away()
    {
        Assert.Null((await HearAsync(Of(EmotionLabel.Happy, 0.88f))).Label);
        Assert.Equal(EmotionLabel.Happy, (await HearAsync(Of(EmotionLabel.Happy, 0.88f), "this is so great and so good")).Label);
        Assert.Equal(EmotionLabel.Happy, (await HearAsync(Of(EmotionLabel.Happy, 0.93f), "the chair stands there")).Label);
        Assert.Null((await HearAsync(Of(EmotionLabel.Happy, 0.93f), "this is so terrible and so horrible")).Label);
    }

    [Fact]
    public async Task Words_alone_never_make_a_label()
    {
        var bold = new ScriptedEmotions
        {
            SureFrom = 0.4f,
            Sound = (_, _) => new EmotionReading(0, 0, [0.3f, 0.25f, 0.09f, 0.09f, 0.09f, 0.09f, 0.09f])
        };
        var final =
            Final(2, [.. "so great, so good, very happy, really funny and good".Split(' ').Select((word, i) => Word(word, i, i + 1))]);
        var turn = Assert.Single(
            (await new EmotionTracker(bold, TextValenceTests.Small(_folder.FullName)).LabelAsync(final, CancellationToken.None)).Emotions);
        Assert.True(turn.Own.Scores[(int)EmotionLabel.Happy] > 0.46f, "it would be sure");
        Assert.Null(turn.Label);
    }

    [Fact]
    public async Task Voice_weighs_by_how_sure_both_are()
    {
        var (sure, unsure) = (Of(EmotionLabel.Sad, 0.95f, valence: -1), Of(EmotionLabel.Sad, 0.2f, valence: -1));
        const string Clear = "so good, so great, so happy";
        const string Faint = "good and sad";
        var text = TextValenceTests.Small(_folder.FullName);
        var (clear, faint) = (text.Of(Clear, "en")!.Value, text.Of(Faint, "en")!.Value);
        Assert.True(clear > 0.9 && Math.Abs(faint) < 0.06);

        Assert.Equal((0.7f * -1) + (0.3f * clear), (await HearAsync(sure, Clear)).Own.Valence, 1e-5);
        Assert.Equal((0.3f * -1) + (0.7f * clear), (await HearAsync(unsure, Clear)).Own.Valence, 1e-5);
        Assert.Equal((0.9f * -1) + (0.1f * faint), (await HearAsync(sure, Faint)).Own.Valence, 0.01);
        Assert.Equal((0.7f * -1) + (0.3f * faint), (await HearAsync(unsure, Faint)).Own.Valence, 0.01);
        Assert.Equal(-1, (await HearAsync(unsure, "the chair stands there")).Own.Valence, 1e-5);
    }

    [Fact]
    public async Task Unsure_utterance_is_labelled_with_sure_ones_of_the_same_kind_before_it()
    {
        var tracker = Tracker();
        await SayAsync(tracker, Of(EmotionLabel.Sad, 0.97f));
        await SayAsync(tracker, Of(EmotionLabel.Sad, 0.97f));
        Assert.Equal(EmotionLabel.Sad, (await SayAsync(tracker, Of(EmotionLabel.Sad, 0.87f))).Label);
        Assert.Null((await SayAsync(tracker, Of(EmotionLabel.Happy, 0.3f))).Label);
    }

    [Fact]
    public async Task Label_that_comes_out_of_nowhere_and_is_barely_sure_waits_for_a_second_one()
    {
        var tracker = Tracker();
        for (var i = 0; i < 4; i++)
        {
            await SayAsync(tracker, Of(EmotionLabel.Neutral, 0.9f));
        }

        Assert.Null((await SayAsync(tracker, Of(EmotionLabel.Angry, 0.84f))).Label);
    }

    [Fact]
    public async Task Clear_sudden_change_shows_at_once()
    {
        var tracker = Tracker();
        for (var i = 0; i < 4; i++)
        {
            await SayAsync(tracker, Of(EmotionLabel.Neutral, 0.9f));
        }

        var turn = await SayAsync(tracker, Of(EmotionLabel.Angry, 0.96f, 0.5f, -0.5f));
        Assert.Equal((EmotionLabel.Angry, 0.96f, 0.5f), (turn.Label, turn.Confidence, turn.Smoothed.Arousal));
    }

    [Fact]
    public async Task Smoothing_reaches_back_four_utterances_and_no_further()
    {
        var (short1, long1) = (Tracker(), Tracker());
        for (var i = 0; i < 6; i++)
        {
            await SayAsync(long1, Of(EmotionLabel.Neutral, 0.5f, arousal: i * 0.1f));
            if (i >= 1)
            {
                await SayAsync(short1, Of(EmotionLabel.Neutral, 0.5f, arousal: i * 0.1f));
            }
        }

        Assert.Equal(
            (await SayAsync(short1, Of(EmotionLabel.Neutral, 0.5f))).Smoothed.Arousal,
            (await SayAsync(long1, Of(EmotionLabel.Neutral, 0.5f))).Smoothed.Arousal, 1e-6);
    }

    [Fact]
    public async Task Each_speaker_has_a_memory_and_turns_of_their_own()
    {
        var tracker = Tracker();
        _sounds.Sound = (from, _) => from < AudioFormat.ToSamples(2) ? Of(EmotionLabel.Neutral, 0.95f) : Of(EmotionLabel.Angry, 0.95f);
        var words = new[] { (0.0, 1.0, 0), (1.0, 2.0, 0), (2.0, 3.0, 1), (3.0, 4.0, 1) };
        var final = await tracker.LabelAsync(
            Final(4, [.. words.Select(w => Word("word", w.Item1, w.Item2, w.Item3))]), CancellationToken.None);

        Assert.Equal(
            [(0, EmotionLabel.Neutral), (1, EmotionLabel.Angry)], final.Emotions.Select(turn => (turn.Speaker!.Value, turn.Label!.Value)));
        Assert.Equal(
            [(0.0, 2.0), (2.0, 4.0)], final.Emotions.Select(turn => (AudioFormat.ToSeconds(turn.Start), AudioFormat.ToSeconds(turn.End))));
    }

    [Fact]
    public async Task Less_than_a_second_gets_no_label()
    {
        _sounds.Sound = (_, _) => Of(EmotionLabel.Sad, 0.99f);
        var final = await Tracker().LabelAsync(Final(2, [Word("Um.", 0.5, 1.4)]), CancellationToken.None);
        Assert.Null(Assert.Single(final.Emotions).Label);
    }

    [Fact]
    public async Task Long_turn_is_heard_in_windows_of_three_seconds_that_overlap_by_half_a_second()
    {
        await Tracker().LabelAsync(Final(9, [Word("word", 0, 9)]), CancellationToken.None);
        Assert.Equal([(0, 3), (2.5, 5.5), (5, 8), (6, 9)], _sounds.Asked);
    }

    [Fact]
    public async Task Speech_of_neighbouring_utterances_is_left_to_them()
    {
        var final = Final(9, [Word("word", 4, 6)]);
        await Tracker().LabelAsync(
            final with { Heard = final.Heard! with { KeepFrom = AudioFormat.ToSamples(3.5), KeepTo = AudioFormat.ToSamples(6.25) } },
            CancellationToken.None);
        Assert.Equal([(3.5, 6.25)], _sounds.Asked);
    }

    [Fact]
    public async Task Nothing_is_told_of_interims_of_too_little_speech_and_of_no_words()
    {
        var tracker = Tracker();
        Assert.Empty((await tracker.LabelAsync(Final(1, [Word("word", 0, 1)]) with { IsFinal = false }, CancellationToken.None)).Emotions);
        Assert.Empty((await tracker.LabelAsync(Final(1, []), CancellationToken.None)).Emotions);
        Assert.Empty(_sounds.Asked);
        _sounds.Sound = (_, _) => null;
        Assert.Empty((await tracker.LabelAsync(Final(1, [Word("word", 0, 1)]), CancellationToken.None)).Emotions);
    }

    [Fact]
    public async Task Finals_of_an_earlier_run_are_remembered_as_if_they_were_heard()
    {
        var (undisturbed, restarted) = (Tracker(), Tracker());
        for (var i = 0; i < 3; i++)
        {
            _sounds.Sound = (_, _) => Of(EmotionLabel.Sad, 0.7f, arousal: -0.1f * i);
            var final = await undisturbed.LabelAsync(Final(2, [Word("word", 0, 2)]), CancellationToken.None);
            Assert.Same(final.Emotions, (await restarted.LabelAsync(final with { Heard = null }, CancellationToken.None)).Emotions);
        }

        Assert.Equal(
            (await SayAsync(undisturbed, Of(EmotionLabel.Sad, 0.6f))).Smoothed.Scores,
            (await SayAsync(restarted, Of(EmotionLabel.Sad, 0.6f))).Smoothed.Scores);
    }

    [Fact]
    public async Task Classifier_that_needs_time_runs_where_recognition_goes_first()
    {
        var scheduler = new InferenceScheduler(1, TimeProvider.System);
        var tracker = new EmotionTracker(_sounds, text: null, scheduler);
        Assert.Equal(EmotionLabel.Happy, (await SayAsync(tracker, Of(EmotionLabel.Happy, 0.95f))).Label);
        await scheduler.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => SayAsync(tracker, Of(EmotionLabel.Happy, 0.95f)));
    }

    private EmotionTracker Tracker() => new(_sounds, TextValenceTests.Small(_folder.FullName));

    /// <summary>An utterance that nothing was said before.</summary>
    private Task<EmotionTurn> HearAsync(EmotionReading reading, string words = "word", string language = "en") =>
        SayAsync(Tracker(), reading, words, language);

    private async Task<EmotionTurn> SayAsync(EmotionTracker tracker, EmotionReading reading, string words = "word", string language = "en")
    {
        _sounds.Sound = (_, _) => reading;
        var final = Final(2, [.. words.Split(' ').Select((word, i) => Word(word, i, i + 1))]);
        return Assert.Single((await tracker.LabelAsync(final with { Language = language }, CancellationToken.None)).Emotions);
    }

    private static Word Word(string text, double start, double end, int? speaker = null) =>
        new(text, AudioFormat.ToSamples(start), AudioFormat.ToSamples(end), 1)
        {
            Speaker = speaker is { } number ? new SpeakerLabel(number, 1) : null
        };

    private Transcript Final(double seconds, IReadOnlyList<Word> words) => new()
    {
        Utterance = _utterance++,
        IsFinal = true,
        Words = words,
        StableWords = words.Count,
        Language = "en",
        AudioEnd = AudioFormat.ToSamples(seconds),
        Heard = new HeardUtterance(0, 0, long.MaxValue, new float[AudioFormat.ToSamples(seconds)], [], EncoderFeatures.None),
    };
}
