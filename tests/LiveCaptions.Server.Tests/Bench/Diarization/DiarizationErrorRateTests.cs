using CsCheck;
using LiveCaptions.Bench.Diarization;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Server.Tests.Bench.Diarization;

public sealed class DiarizationErrorRateTests
{
    [Fact]
    public void Labels_are_named_so_that_they_fit_best()
    {
        // A and B are found as each other's initials, which says nothing.
        var rate = Between("A 0 10, B 10 20", "B 0 10, A 10 20");

        Assert.Equal(new DiarizationErrorRate(20, 0, 0, 0, 0, 20, 2, 2), rate);
        Assert.Equal(0, rate.Rate);
    }

    [Fact]
    public void Best_naming_is_that_of_all_together_and_not_of_the_longest_first()
    {
        // x with A would be 6 s, and then nothing is left for B; y with A and x with B are 5 + 5 s.
        Assert.Equal(6, Between("A 0 11, B 11 16", "x 0 6, y 6 11, x 11 16").Confused);
    }

    [Fact]
    public void Missed_false_and_confused_seconds_are_told_apart()
    {
        // 0–2 missed, 2–8 right, 8–10 confused (B is found as y from 10 on), 10–14 right, 14–15 too much.
        var rate = Between("A 0 10, B 10 14", "x 2 8, y 8 15");

        Assert.Equal((14, 2, 1, 2), (rate.Seconds, rate.Missed, rate.FalseAlarm, rate.Confused));
        Assert.Equal(0.357143, rate.Rate);
    }

    [Fact]
    public void Each_voice_counts_where_they_overlap()
    {
        var rate = Between("A 0 6, B 4 10", "x 0 5, y 5 10");

        // 4–5 B is missed, 5–6 A is.
        Assert.Equal((12, 2, 0, 0), (rate.Seconds, rate.Missed, rate.FalseAlarm, rate.Confused));
    }

    [Fact]
    public void Nothing_counts_beside_the_edges_of_real_turns()
    {
        // 0.25–3.75, 4.25–7.75 count; the label changes 0.5 s late, and 0.25 of that counts.
        var rate = Between("A 0 4, B 4 8", "x 0 4.5, y 4.5 9", collar: 0.25);

        Assert.Equal(7, rate.Seconds, 9);
        Assert.Equal(0.25, rate.Confused, 9);
        Assert.Equal(0.75, rate.FalseAlarm, 9);
    }

    [Fact]
    public void Turns_of_one_speaker_that_touch_have_no_edge_between_them()
    {
        Assert.Equal(new DiarizationErrorRate(7.5, 0, 0, 0, 0, 7.5, 1, 1), Between("A 0 4, A 4 6, A 5 8", "x 0 8", collar: 0.25));
    }

    [Fact]
    public void Change_of_a_voices_label_is_a_switch_also_across_others_and_silence()
    {
        // A: x, y, x, with B between; B stays with z.
        var rate = Between("A 0 4, B 4 6, A 7 10", "x 0 2, y 2 4, z 4 6, x 7 10");

        Assert.Equal(2, rate.LabelSwitches);
        Assert.Equal(9, rate.OneVoiceSeconds);
        Assert.Equal((2, 3), (rate.Voices, rate.Labels));
    }

    [Fact]
    public void Nobody_found_is_all_missed_and_somebody_in_silence_is_all_false()
    {
        Assert.Equal(1, Between("A 0 4", "").Rate);
        Assert.Equal(1, Between("", "x 0 4").Rate);
        Assert.Equal(0, Between("", "").Rate);
    }

    [Fact]
    public void Recordings_are_added_up_by_their_seconds()
    {
        var sum = Between("A 0 30", "x 0 30") + Between("A 0 10", "");

        Assert.Equal(0.25, sum.Rate);
        Assert.Equal((2, 1), (sum.Voices, sum.Labels));
    }

    [Fact]
    public void No_naming_is_better_than_the_one_that_is_taken()
    {
        var slot = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4]);
        slot.Array[1, 24].Sample(slots =>
        {
            var reference = slots.Select((s, second) => new SpeakerTurn(second, second + 1, $"v{s.Item1}", ""));
            var found = slots.Select((s, second) => new SpeakerTurn(second, second + 1, $"l{s.Item2}", ""));
            var together = new int[4, 5];
            foreach (var (voice, label) in slots)
            {
                together[voice, label]++;
            }

            Assert.Equal(slots.Length - Best(together, 0, []), DiarizationErrorRate.Between(reference, found, collar: 0).Confused, 6);
        }, iter: 1_000);
    }

    [Theory]
    [InlineData("a b c d", "AABB", "a b c d", "xxyy", 4, 0)]
    [InlineData("a b c d", "AABB", "a b c d", "xxxy", 4, 1)]
    [InlineData("a b c d", "AABB", "a b c d", "xx-y", 4, 1)]
    [InlineData("a b c d", "AABB", "A, b! other d.", "xxyx", 4, 1)]
    [InlineData("a b c d", "AABB", "a d", "xy", 2, 0)]
    [InlineData("a b", "AB", "a uh b", "xyy", 2, 0)]
    [InlineData("a b", "AB", "", "", 0, 0)]
    public void Words_with_the_wrong_speaker_or_none_are_counted(
        string text, string voices, string found, string labels, int words, int wrong)
    {
        Assert.Equal(
            new WordDiarizationErrorRate(words, wrong), WordDiarizationErrorRate.Between(Words(text, voices), Words(found, labels)));
    }

    private static IEnumerable<SpeakerWord> Words(string text, string speakers) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Zip(speakers, (word, speaker) => new SpeakerWord(word, speaker == '-' ? null : $"{speaker}"));

    private static int Best(int[,] together, int voice, HashSet<int> taken) => voice == together.GetLength(0)
        ? 0
        : Enumerable.Range(0, together.GetLength(1)).Where(label => !taken.Contains(label))
            .Max(label => together[voice, label] + Best(together, voice + 1, [.. taken, label]));

    private static DiarizationErrorRate Between(string reference, string found, double collar = 0) =>
        DiarizationErrorRate.Between(Turns(reference), Turns(found), collar);

    /// <summary>Speaker, start and end in seconds, parted by commas.</summary>
    private static IEnumerable<SpeakerTurn> Turns(string turns) =>
        turns.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(turn => turn.Split(' '))
            .Select(t => new SpeakerTurn(double.Parse(t[1]), double.Parse(t[2]), t[0], t[0]));
}
