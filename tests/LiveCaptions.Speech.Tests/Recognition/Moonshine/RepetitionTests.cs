using CsCheck;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class RepetitionGuardTests
{
    [Fact]
    public void Loop_is_left_once() =>
        Gen.Select(Gen.Int[300, 400].Array[0, 10], Gen.Int[1, 12]).Sample((before, length) =>
        {
            int[] loop = [.. Enumerable.Range(500, length)];
            var sequence = Sequence([.. before, .. loop, .. loop, .. loop, .. loop]);
            Assert.True(RepetitionGuard.Trim(sequence));
            Assert.Equal([.. before, .. loop], sequence.Tokens);
            Assert.Equal(sequence.Tokens.Count, sequence.LogProbabilities.Count);
        });

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 1, 1, 1 })]
    [InlineData(new[] { 1, 2, 1, 2, 1, 2 })]
    [InlineData(new[] { 1, 1, 1, 1, 2 })]
    public void Less_than_four_times_at_the_end_stays(int[] tokens)
    {
        var sequence = Sequence(tokens);
        Assert.False(RepetitionGuard.Trim(sequence));
        Assert.Equal(tokens, sequence.Tokens);
    }

    private static TokenSequence Sequence(int[] tokens)
    {
        var sequence = new TokenSequence(100);
        Array.ForEach(tokens, t => sequence.Add(t, -0.1f));
        return sequence;
    }
}
