using CsCheck;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class RepetitionTests
{
    [Fact]
    public void Group_of_tokens_that_is_said_four_times_over_or_more_counts_once() =>
        Gen.Select(Gen.Int[300, 400].Array[0, 3], Gen.Int[1, 12], Gen.Int[4, 9], Gen.Int[450, 460].Array[0, 3])
            .Sample((before, length, times, behind) =>
            {
                int[] group = [.. Enumerable.Range(500, length)];
                List<int> tokens = [.. before, .. Enumerable.Repeat(group, times).SelectMany(g => g), .. behind];
                Assert.Equal([.. before, .. group, .. behind], Repetition.Once(tokens).Select(at => tokens[at]));
            });

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1, 1, 1 })]
    [InlineData(new[] { 1, 2, 1, 2, 1, 2 })]
    public void What_is_said_up_to_three_times_counts_each_time(int[] tokens) =>
        Assert.Equal(Enumerable.Range(0, tokens.Length), Repetition.Once([.. tokens]));

    [Fact]
    public void Decoder_is_no_surer_for_repeating_itself()
    {
        var doubtful = Sequence((5, -2f), (6, -2f));
        var circling = Sequence([(5, -2f), (6, -2f), .. Enumerable.Repeat((6, -0.001f), 40)]);
        Assert.Equal(doubtful.MeanLogProbability, circling.MeanLogProbability);
    }

    [Fact]
    public void What_the_decoder_is_sure_of_by_the_third_time_is_said_as_often_as_it_stands_there()
    {
        var sequence = Sequence((1, -0.1f), (7, -2f), (7, -1f), (7, -0.5f), (7, -0.1f), (7, -0.1f), (2, -0.1f));
        Repetition.TakeOutCircles(sequence);
        Assert.Equal([1, 7, 7, 7, 7, 7, 2], sequence.Tokens);
    }

    [Fact]
    public void Circle_is_left_there_once_and_what_is_behind_it_stays()
    {
        var sequence = Sequence(
            (1, -0.1f), (7, -0.9f), (8, -1f), (7, -1f), (8, -0.9f), (7, -0.8f), (8, -0.9f), (7, -0.4f), (8, -0.3f), (7, -0.1f), (2, -0.1f));
        Repetition.TakeOutCircles(sequence);
        Assert.Equal([1, 7, 8, 2], sequence.Tokens);
        Assert.Equal([-0.1f, -0.9f, -1f, -0.1f], sequence.LogProbabilities);
        Assert.Equal([0f, 1f, 2f, 10f], sequence.Attention.Select(row => row[0]));
    }

    /// <summary>Each token's row looks at its number.</summary>
    private static TokenSequence Sequence(params IEnumerable<(int Token, float LogProbability)> tokens)
    {
        var sequence = new TokenSequence(100);
        foreach (var (token, logProbability) in tokens)
        {
            sequence.Attention.Add([sequence.Tokens.Count]);
            sequence.Add(token, logProbability);
        }

        return sequence;
    }
}
