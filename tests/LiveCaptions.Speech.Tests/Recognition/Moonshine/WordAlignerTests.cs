using CsCheck;
using LiveCaptions.Speech.Recognition.Moonshine;

namespace LiveCaptions.Speech.Tests.Recognition.Moonshine;

public sealed class WordAlignerTests
{
    /// <summary>Frames that each token takes; a median of three sees nothing shorter than two.</summary>
    private static readonly Gen<int[]> Durations = Gen.Int[3, 12].Array[2, 20];

    [Fact]
    public void Diagonal_attention_gives_the_diagonal() => Durations.Sample(durations =>
    {
        var starts = Starts(durations);
        return WordAligner.Align(Sequence(durations, heads: 2, noise: 0, seed: 1), 2).SequenceEqual(starts);
    });

    [Fact]
    public void Blurred_attention_misses_by_a_frame_at_most() => Gen.Select(Durations, Gen.Int).Sample((durations, seed) =>
    {
        var starts = WordAligner.Align(Sequence(durations, heads: 4, noise: 0.05, seed), 4);
        Assert.All(starts.Zip(Starts(durations)), p => Assert.InRange(p.First, p.Second - 1, p.Second + 1));
    });

    [Fact]
    public void Any_attention_gives_an_ascending_path_from_first_to_last_frame() =>
        Gen.Select(Gen.Int[1, 15], Gen.Int[1, 40], Gen.Int).Sample((tokens, frames, seed) =>
        {
            var random = new Random(seed);
            var sequence = new TokenSequence(frames);
            for (var row = 0; row <= tokens; row++)
            {
                sequence.Attention.Add([.. Enumerable.Range(0, frames).Select(_ => random.NextSingle())]);
            }

            Enumerable.Range(0, tokens).ToList().ForEach(t => sequence.Add(t, 0));
            var starts = WordAligner.Align(sequence, 1);
            Assert.Equal(tokens + 1, starts.Length);
            Assert.Equal(starts.Order(), starts);
            Assert.Equal(0, starts[0]);
            Assert.Equal(frames, starts[^1]);
        });

    private static int[] Starts(int[] durations) =>
        [.. Enumerable.Range(0, durations.Length + 1).Select(i => durations.Take(i).Sum())];

    private static TokenSequence Sequence(int[] durations, int heads, double noise, int seed)
    {
        var random = new Random(seed);
        var starts = Starts(durations);
        var sequence = new TokenSequence(starts[^1]);
        for (var token = 0; token < durations.Length; token++)
        {
            var attention = new float[heads * sequence.Frames];
            for (var i = 0; i < attention.Length; i++)
            {
                var frame = i % sequence.Frames;
                attention[i] = (float)((frame >= starts[token] && frame < starts[token + 1] ? 1.0 / durations[token] : 0)
                    + (noise * random.NextDouble() / sequence.Frames));
            }

            sequence.Attention.Add(attention);
            sequence.Add(token, -0.1f);
        }

        sequence.Attention.Add(new float[heads * sequence.Frames]);
        return sequence;
    }
}
