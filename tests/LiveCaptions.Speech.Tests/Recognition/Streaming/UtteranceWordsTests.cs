using CsCheck;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class UtteranceWordsTests
{
    private const int FrameLength = ProbabilityTrack.FrameLength;

    [Fact]
    public void Words_are_placed_on_the_tracks_time_line()
    {
        var words = UtteranceWords.Of(Utterance(10_000, (20, 1f)), [Heard("a", 0, 2), Heard("b", 2, 5)]);
        Assert.Equal([(10_000L, 11_024L), (11_024L, 12_560L)], words.Select(w => (w.Start, w.End)));
    }

    [Fact]
    public void Word_is_its_longest_stretch_of_voice()
    {
        var utterance = Utterance(0, (3, 1f), (5, 0f), (10, 0.9f), (6, 0f), (2, 0.8f));
        var word = Assert.Single(UtteranceWords.Of(utterance, [Heard("a", 0, 26)]));
        Assert.Equal((8 * FrameLength, 18 * FrameLength), (word.Start, word.End));
    }

    [Fact]
    public void Short_gaps_are_part_of_a_word()
    {
        var word = Assert.Single(UtteranceWords.Of(Utterance(0, (4, 0f), (4, 1f), (2, 0f), (4, 1f), (6, 0f)), [Heard("a", 0, 20)]));
        Assert.Equal((4 * FrameLength, 14 * FrameLength), (word.Start, word.End));
    }

    [Fact]
    public void Word_without_voice_keeps_its_times()
    {
        var word = Assert.Single(UtteranceWords.Of(Utterance(0, (20, 0f)), [Heard("a", 3, 7)]));
        Assert.Equal((3 * FrameLength, 7 * FrameLength), (word.Start, word.End));
    }

    [Fact]
    public void Words_whose_middle_lies_behind_a_cut_are_the_next_utterances()
    {
        Word[] heard = [Heard("a", 0, 9), Heard("b", 9, 13), Heard("c", 13, 20)];
        var head = Utterance(0, (20, 1f)) with { KeepTo = 10 * FrameLength };
        Assert.Equal(["a"], UtteranceWords.Of(head, heard).Select(w => w.Text));
    }

    [Fact]
    public void Starts_ascend_and_words_stay_on_their_side() => Gen.Select(
        Gen.Select(Gen.Int[1, 9], Gen.Float[0, 1], (frames, probability) => (frames, probability)).Array[10],
        Gen.Int[0, 40].Array[0, 8],
        Gen.Int[16, 40],
        (runs, edges, to) => (runs, edges, to)).Sample(t =>
    {
        var utterance = Utterance(5000, t.runs) with { KeepTo = 5000 + (t.to * FrameLength) };
        Array.Sort(t.edges);
        var last = Math.Min(utterance.Speech.Count, 40);
        var heard = t.edges.Zip(t.edges.Skip(1), (a, b) => Heard("w", Math.Min(a, last), Math.Min(b, last))).ToArray();
        var start = utterance.Start;
        foreach (var word in UtteranceWords.Of(utterance, heard))
        {
            Assert.True(word.Start >= start && word.End >= word.Start && word.End <= utterance.KeepTo, $"{word} after {start}");
            start = word.Start;
        }
    });

    private static Word Heard(string text, int fromFrame, int toFrame) => new(text, fromFrame * FrameLength, toFrame * FrameLength, 0.9f);

    private static HeardUtterance Utterance(long start, params (int Frames, float Probability)[] runs)
    {
        float[] speech = [.. runs.SelectMany(r => Enumerable.Repeat(r.Probability, r.Frames))];
        return new HeardUtterance(start, start, long.MaxValue, new float[speech.Length * FrameLength], speech, EncoderFeatures.None);
    }
}
