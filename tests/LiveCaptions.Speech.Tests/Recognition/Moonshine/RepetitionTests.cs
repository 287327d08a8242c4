using CsCheck;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class RepetitionTests
{
    [Fact]
    public void Group_of_tokens_that_is_said_four_times_over_or_more_counts_once() =>
        Gen.Select(Gen.Int[300, 400].Array[0, 3], Gen.Int[1, 12], Gen.Int[4, 9], Gen.Int[450, 460].Array[0, 3]).Sample((before, length, times, behind) =>
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

    private static TokenSequence Sequence(params IEnumerable<(int Token, float LogProbability)> tokens)
    {
        var sequence = new TokenSequence(100);
        foreach (var (token, logProbability) in tokens)
        {
            sequence.Add(token, logProbability);
        }

        return sequence;
    }
}
