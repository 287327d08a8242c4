namespace LiveCaptions.Server.Tests.Bench;

public sealed class LiveFiguresTests
{
    private const double Precision = 1e-9;

    [Fact]
    public void Word_is_stable_from_its_first_showing_when_it_never_changes()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "one", at: 1.5)
            .Interim("c1", 0, "one two", at: 2.25)
            .Final("c1", 0, "One, two.", at: 3)
            .Figures;

        Equal([0.5, 0.25], figures.StableWord);
        Assert.Equal(0, figures.ErasedWords);
        Assert.Equal("One, two.", figures.Text);
    }

    [Fact]
    public void Replaced_word_is_erased_and_the_one_in_its_place_is_stable_from_then_on()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "one too", at: 2.5)
            .Final("c1", 0, "one two", at: 4)
            .Figures;

        Equal([1.5, 2], figures.StableWord);
        Assert.Equal(1, figures.ErasedWords);
        Assert.Equal(2, figures.FinalWords);
    }

    [Fact]
    public void Word_that_goes_and_comes_back_is_erased_and_stable_from_its_return()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "one two", at: 2)
            .Interim("c1", 0, "one", at: 3)
            .Final("c1", 0, "one two", at: 5)
            .Figures;

        Equal([1, 3], figures.StableWord);
        Assert.Equal(1, figures.ErasedWords);
    }

    [Fact]
    public void Word_put_in_front_erases_none_behind_it()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "two three", at: 3)
            .Final("c1", 0, "one two three", at: 4)
            .Figures;

        Equal([3, 1, 0], figures.StableWord);
        Assert.Equal(0, figures.ErasedWords);
    }

    [Fact]
    public void Word_that_moves_to_the_next_cue_is_not_erased()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "one two three", at: 3)
            .Final("c1", 0, "one two", at: 4)
            .Final("c2", 2, "three", at: 4)
            .Figures;

        Equal([2, 1, 0], figures.StableWord);
        Assert.Equal(0, figures.ErasedWords);
    }

    [Fact]
    public void Withdrawn_cue_is_erased()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "hum hum", at: 2)
            .Withdrawn("c1", at: 3)
            .Figures;

        Assert.Equal(2, figures.ErasedWords);
        Assert.Empty(figures.StableWord);
        Assert.Empty(figures.UtteranceFinal);
    }

    [Fact]
    public void Only_the_last_cue_of_an_utterance_counts_for_its_final_latency()
    {
        var figures = new Viewing()
            .Interim("c1", 0, "one two", at: 2.5)
            .Final("c1", 0, "one two", at: 4.5)
            .Final("c2", 2, "three four", at: 4.5)
            .Final("c3", 6, "five", at: 8)
            .Figures;

        Equal([2.5, 0.5, 1], figures.Final);
        Equal([0.5, 1], figures.UtteranceFinal);
    }

    [Fact]
    public void First_shown_counts_from_the_utterances_start()
    {
        var figures = new Viewing()
            .Interim("c1", 10, "one", at: 11.2)
            .Interim("c1", 10, "one two", at: 12)
            .Final("c1", 10, "one two", at: 13)
            .Final("c2", 20, "three", at: 21.5)
            .Figures;

        Equal([1.2, 1.5], figures.FirstShown);
    }

    [Fact]
    public void Latency_field_is_compared_with_what_was_seen()
    {
        var figures = new Viewing().Final("c1", 0, "one", at: 1.75, latency: 0.7).Figures;

        Equal([0.05], figures.BeyondStatedLatency);
    }

    private static void Equal(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Precision));
    }
}
