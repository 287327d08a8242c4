using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class MidSpeechFinalProperties
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.OneOf("a", "the", "it", "and", "times,", "end.", "Why?", "Müller", "日本語", "I'm", "of"),
        Gen.String[Gen.Char['a', 'z'], 1, 14],
        Gen.String[Gen.Char['a', 'z'], 43, 90]);

    /// <summary>
    /// How far it is recognised and shown, whether the words up to a place become final, and which place's word was misheard so far.
    /// </summary>
    private static readonly Gen<(int Grow, int Stable, int Border, int Misheard)> Step = Gen.Select(
        Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[-30, 30], Gen.Int[0, 60]);

    [Fact]
    public void Words_that_are_heard_right_stay_on_the_screen_over_all_borders()
    {
        Gen.Select(Word.Array[1, 120], Step.Array[1, 30]).Sample((truth, steps) => Play(truth, steps, holdBack: -1, isHeardRight: true));
    }

    [Fact]
    public void Final_words_are_in_final_cues_once_and_in_order_whatever_was_misheard()
    {
        Gen.Select(Word.Array[1, 120], Step.Array[1, 30], Gen.Int[-1, 3])
            .Sample((truth, steps, holdBack) => Play(truth, steps, holdBack, isHeardRight: false));
    }

    private static void Play(string[] truth, (int Grow, int Stable, int Border, int Misheard)[] steps, int holdBack, bool isHeardRight)
    {
        var timeline = new CueTimeline("s", new CueOptions { HoldBackWords = holdBack }, new FakeTimeProvider());
        var (screen, finals, seq) = (new Screen(), new List<string>(), 0L);
        var (utterance, begin, heard) = (0, 0, 0);
        foreach (var (grow, stable, border, misheard) in steps)
        {
            heard = Math.Min(truth.Length, heard + grow);
            var text = truth[begin..heard];
            if (!isHeardRight && misheard < text.Length)
            {
                text[misheard] = "misheard";
            }

            Send(Speech.Interim(string.Join(' ', text), Math.Min(stable * 5, text.Length), utterance, begin * Speech.Step));
            if (border > 0 && begin + border < heard)
            {
                var before = screen.Cues.Sum(c => c.Words!.Count);
                Send(Speech.Final(
                    string.Join(' ', truth[begin..(begin + border)]),
                    string.Join(' ', truth[(begin + border)..heard]), utterance++, begin * Speech.Step));
                begin += border;
                Assert.Equal(truth[..begin], finals);
                Assert.True(!isHeardRight || screen.Cues.Sum(c => c.Words!.Count) >= before, "what was shown is shown still");
            }

            Assert.True(!isHeardRight || truth.Take(screen.Cues.Sum(c => c.Words!.Count)).SequenceEqual(Ordered(screen)), screen.Text);
        }

        Send(Speech.Final(string.Join(' ', truth[begin..]), utterance, begin * Speech.Step));
        Assert.Equal(begin < truth.Length ? truth : truth[..begin], finals);
        Assert.Empty(timeline.OpenCues);
        Assert.All(screen.Cues, cue => Assert.Equal(CueKind.Final, cue.Kind));

        void Send(Transcript transcript)
        {
            var cues = timeline.Apply(0, transcript, _ => null);
            screen.Take(cues);
            Assert.Equal(cues.OrderBy(c => c.Kind == CueKind.Final ? 0 : 1), cues);
            foreach (var cue in cues)
            {
                Assert.Equal(++seq, cue.Seq);
                Assert.Equal(cue.Text, string.Join(' ', (cue.Words ?? []).Select(w => w.Text)));
                Assert.True(LineBreaker.Break(cue.Text).Count <= 2, cue.Text);
            }

            finals.AddRange(cues.Where(c => c.Kind == CueKind.Final).SelectMany(c => c.Words!).Select(w => w.Text));
        }
    }

    private static IEnumerable<string> Ordered(Screen screen) =>
        screen.Cues.SelectMany(c => c.Words!).OrderBy(w => w.Start).Select(w => w.Text);
}
