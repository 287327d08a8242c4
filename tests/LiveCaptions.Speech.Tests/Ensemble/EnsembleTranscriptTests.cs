using LiveCaptions.Speech.Ensemble;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Tests.Ensemble;

public sealed class EnsembleTranscriptTests
{
    private const long Second = AudioFormat.SampleRate;

    [Fact]
    public void Surer_word_wins_with_its_own_times()
    {
        var voted = Vote(
            Heard("we", "live", "in:0.4", "dreary:0.3", "Lane."), Heard(0.1, "we", "live", "in", "Drury:0.95", "Lane."));

        Assert.Equal("we live in Drury Lane.", TextOf(voted));
        Assert.Equal(3.1, voted.Finals[0].Words[3].Start / (double)Second, 3);
        Assert.Equal(2, voted.Finals[0].Words[2].Start / Second);
    }

    [Fact]
    public void Leading_engine_wins_where_both_are_as_sure()
    {
        var voted = Vote(Heard("some", "thing"), Heard("some", "think"), weight: 1);

        Assert.Equal("some thing", TextOf(voted));
        var doubt = Assert.Single(voted.Doubts);
        Assert.Equal(("thing", Second), (doubt.Text, doubt.Start));
        Assert.Equal(new SpanAlternative("think", "other", 0.9), Assert.Single(doubt.Alternatives) with { Confidence = 0.9 });
    }

    [Fact]
    public void Two_others_who_agree_outvote_the_leading_engine()
    {
        var lead = new EngineFinals("lead", 1, [Final(0, Heard("a", "merchant"))]);
        var voted = EnsembleTranscript.Of(
            lead, [new EngineWords("b", 0.7, Heard("a", "emergent")), new EngineWords("c", 0.7, Heard("a", "Emergent."))],
            new VoteOptions());

        Assert.Equal("a emergent", TextOf(voted));
        Assert.Equal("merchant", Assert.Single(voted.Doubts).Alternatives[0].Text);
    }

    [Fact]
    public void Word_that_one_hears_and_a_surer_one_does_not_goes_and_one_that_is_sure_comes()
    {
        var options = new VoteOptions { NullConfidence = 0.6 };

        Assert.Equal("to be", TextOf(Vote(Heard("to", "uh:0.1", "be"), At((0, "to"), (2, "be")), options: options)));
        Assert.Equal("to not be", TextOf(Vote(At((0, "to"), (2, "be")), Heard("to", "not:0.99", "be"), weight: 1, options: options)));
    }

    [Fact]
    public void What_is_written_in_one_word_or_in_two_is_no_difference()
    {
        var voted = Vote(Heard("the", "wood", "cutters", "of"), At((0, "the"), (1.2, "woodcutters"), (3, "of")));

        Assert.Equal("the wood cutters of", TextOf(voted));
        Assert.Empty(voted.Doubts);
    }

    [Fact]
    public void Where_nothing_won_the_word_before_is_doubtful()
    {
        var voted = Vote(At((0, "to"), (2, "be")), Heard("to", "not:0.3", "be"));

        Assert.Equal("to be", TextOf(voted));
        var doubt = Assert.Single(voted.Doubts);
        Assert.Equal(("to", "to not"), (doubt.Text, Assert.Single(doubt.Alternatives).Text));
    }

    [Fact]
    public void Words_that_are_not_sure_are_doubtful_though_all_hear_the_same_and_neighbours_are_one_span()
    {
        var voted = Vote(Heard("a", "b:0.3", "c:0.4", "d"), Heard("a", "b:0.6", "c:0.2", "d"), weight: 1);

        var doubt = Assert.Single(voted.Doubts);
        Assert.Equal(("b c", Second, 0.3), (doubt.Text, doubt.Start, doubt.Confidence));
        Assert.Empty(doubt.Alternatives);
    }

    [Fact]
    public void One_engine_alone_tells_what_it_is_not_sure_of()
    {
        var alone = EnsembleTranscript.Of(new EngineFinals("lead", 1, [Final(0, Heard("a", "b:0.3"))]), [], new VoteOptions());

        Assert.Equal("a b", TextOf(alone));
        Assert.Equal("b", Assert.Single(alone.Doubts).Text);
    }

    [Fact]
    public void Words_stay_in_the_final_of_their_place_and_starts_never_go_back()
    {
        var lead = Heard("a", "b", "c", "d:0.1");
        var finals = new EngineFinals("lead", 1, [Final(0, lead[..2]), Final(1, []), Final(2, lead[2..])]);
        var other = new EngineWords("other", 0.7, At((0, "a"), (1, "b"), (1.5, "and"), (2.2, "c"), (1.9, "x:0.99")));
        var voted = EnsembleTranscript.Of(finals, [other], new VoteOptions { NullConfidence = 0 });

        Assert.Equal(["a b and", "", "c x"], voted.Finals.Select(final => string.Join(' ', final.Words.Select(word => word.Text))));
        Assert.Equal(voted.Finals.Select(final => final.Words.Count), voted.Finals.Select(final => final.StableWords));
        var starts = voted.Finals.SelectMany(final => final.Words).Select(word => word.Start).ToList();
        Assert.Equal(starts.Order(), starts);
        Assert.All(voted.Finals.SelectMany(final => final.Words), word => Assert.True(word.End >= word.Start));
    }

    [Fact]
    public void Hours_in_which_one_engine_heard_nothing_for_a_while_are_aligned_where_both_hear()
    {
        var lead = Enumerable.Range(0, 20_000).Where(n => n is < 5_000 or >= 9_000).Select(n => WordAt(n, $"w{n}")).ToList();
        List<Word> other = [.. Enumerable.Range(0, 14_000).Select(n => WordAt(n, n % 100 == 50 ? $"x{n}:0.2" : $"w{n}"))];
        var voted = EnsembleTranscript.Of(
            new EngineFinals("lead", 1, [Final(0, lead)]), [new EngineWords("other", 0.7, other)], new VoteOptions { NullConfidence = 0 });

        // Nobody contradicts what is heard by one alone, but by hearing nothing.
        Assert.Equal(20_000, voted.Finals[0].Words.Count);
        Assert.Equal("w9050", voted.Finals[0].Words[9_050].Text);
    }

    private static EnsembleTranscript Vote(List<Word> lead, List<Word> other, double weight = 0.7, VoteOptions? options = null) =>
        EnsembleTranscript.Of(
            new EngineFinals("lead", 1, [Final(0, lead)]), [new EngineWords("other", weight, other)], options ?? new VoteOptions());

    private static string TextOf(EnsembleTranscript voted) =>
        string.Join(' ', voted.Finals.SelectMany(final => final.Words).Select(word => word.Text));

    /// <summary>A word a second; "word:0.5" is half sure.</summary>
    private static List<Word> Heard(params string[] words) => Heard(0, words);

    private static List<Word> Heard(double late, params string[] words) => [.. words.Select((word, at) => WordAt(at + late, word))];

    private static List<Word> At(params (double Second, string Text)[] words) => [.. words.Select(word => WordAt(word.Second, word.Text))];

    private static Word WordAt(double second, string word)
    {
        var parts = word.Split(':');
        var confidence = parts.Length > 1 ? float.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : 0.9f;
        return new Word(parts[0], (long)(second * Second), (long)((second + 0.6) * Second), confidence);
    }

    private static Transcript Final(int utterance, List<Word> words) => new()
    {
        Utterance = utterance, IsFinal = true, Words = words, StableWords = words.Count, Language = "en", AudioEnd = 100 * Second,
    };
}
