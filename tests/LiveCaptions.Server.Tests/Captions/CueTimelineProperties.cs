using CsCheck;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Captions;

public sealed class CueTimelineProperties
{
    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.OneOf("a", "the", "it", "and", "times,", "end.", "Why?", "Müller", "שלום", "日本語", "I'm", "of"),
        Gen.String[Gen.Char['a', 'z'], 1, 14],
        Gen.String[Gen.Char['a', 'z'], 43, 90]);

    /// <summary>Hypotheses of an utterance: each grows, shrinks, or rewrites words of the truth at random; then the final.</summary>
    private static readonly Gen<(string[][] Interims, int[] Stable, string[] Final)> Utterance =
        Gen.Select(
            Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60], Word, (length, at, word) => (length, at, word)).Array[0, 14],
            Gen.Int[0, 3].Array[14],
            Word.Array[0, 60],
            (edits, stable, truth) => (
                edits.Select(e => truth.Take(e.length).Select((w, i) => i == e.at ? e.word : w).ToArray()).ToArray(),
                stable,
                truth));

    private static readonly Gen<int> HoldBack = Gen.Int[-1, 3];

    [Fact]
    public void Shown_words_never_get_fewer_and_finals_hold_every_word()
    {
        Gen.Select(Utterance.Array[1, 4], HoldBack).Sample((utterances, holdBack) =>
        {
            var timeline = new CueTimeline("s", new CueOptions { HoldBackWords = holdBack }, new FakeTimeProvider());
            var screen = new Screen();
            var seq = 0L;
            var lastStart = 0.0;
            var from = 0L;
            for (var u = 0; u < utterances.Length; u++)
            {
                var (interims, stable, truth) = utterances[u];
                var before = screen.Cues.ToList();
                var shown = 0;
                for (var i = 0; i < interims.Length; i++)
                {
                    Send(Speech.Interim(string.Join(' ', interims[i]), Math.Min(stable[i] * 5, interims[i].Length), u, from));
                    var words = screen.Cues.Except(before).Sum(c => c.Words!.Count);
                    Assert.True(words >= shown, $"{shown} words shown, then {words}");
                    shown = words;
                }

                foreach (var cue in Send(Speech.Final(string.Join(' ', truth), u, from)).Where(c => c.Kind == CueKind.Final))
                {
                    Assert.True(cue.Start >= lastStart);
                    lastStart = cue.Start;
                }

                Assert.Equal(string.Join(' ', before.Select(c => c.Text).Concat(truth)), screen.Text);
                Assert.Empty(timeline.OpenCues);
                from += (truth.Length + 1) * Speech.Step;
            }

            IReadOnlyList<Cue> Send(Transcript transcript)
            {
                var cues = timeline.Apply(0, transcript, _ => null);
                screen.Take(cues);
                foreach (var cue in cues)
                {
                    Assert.Equal(++seq, cue.Seq);
                    Assert.Equal(cue.Text, string.Join(' ', (cue.Words ?? []).Select(w => w.Text)));
                    Assert.True(FitsTwoLines(cue.Text), cue.Text);
                }

                return cues;
            }
        });
    }

    [Fact]
    public void Settled_cues_do_not_change_while_hypotheses_only_grow()
    {
        Word.Array[1, 90].Sample(words =>
        {
            var timeline = new CueTimeline("s", new CueOptions(), new FakeTimeProvider());
            for (var i = 1; i <= words.Length; i++)
            {
                var settled = timeline.OpenCues.SkipLast(1).Select(c => (c.Id, c.Text)).ToList();
                var open = timeline.OpenCues.Select(c => c.Text).LastOrDefault("");
                timeline.Apply(0, Speech.Interim(string.Join(' ', words[..i]), stable: i), _ => null);

                Assert.Equal(settled, timeline.OpenCues.Take(settled.Count).Select(c => (c.Id, c.Text)));
                Assert.StartsWith(open, timeline.OpenCues[Math.Max(settled.Count, 0)].Text, StringComparison.Ordinal);
            }
        });
    }

    private static bool FitsTwoLines(string text)
    {
        var lines = LineBreaker.Break(text);
        return lines.Count <= 2 && lines.All(l => DisplayWidth.Of(l) <= 42 || !l.Contains(' ', StringComparison.Ordinal));
    }
}
