using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// When each token was said, from where the decoder looked while it wrote: cross-attention of a few heads, normalised, and a monotone path
/// through it (dynamic time warping, as whisper-timestamped and Whisper's own word times do).
/// </summary>
internal static class WordAligner
{
    /// <summary>First frame of every token and, last, the end of the path: ascending, [tokens + 1].</summary>
    public static int[] Align(TokenSequence sequence, int heads)
    {
        var (rows, frames) = (sequence.Tokens.Count, sequence.Frames);
        var weights = new float[rows * frames];
        for (var head = 0; head < heads; head++)
        {
            AddHead(sequence, head, weights);
        }

        return Path(weights, rows, frames);
    }

    /// <summary>Adds one head's attention: z-score of each frame over the tokens, then a median of three over time.</summary>
    private static void AddHead(TokenSequence sequence, int head, float[] weights)
    {
        var (rows, frames) = (sequence.Tokens.Count, sequence.Frames);
        var scores = new float[rows * frames];
        for (var row = 0; row < rows; row++)
        {
            // Row 0 is the start token; the row that a token went into looks where that token was said.
            sequence.Attention[row].AsSpan(head * frames, frames).CopyTo(scores.AsSpan(row * frames));
        }

        Standardise(scores, rows, frames);
        for (var row = 0; row < rows; row++)
        {
            AddMedians(scores.AsSpan(row * frames, frames), weights.AsSpan(row * frames, frames));
        }
    }

    private static void Standardise(float[] scores, int rows, int frames)
    {
        var (mean, square) = (new float[frames], new float[frames]);
        for (var row = 0; row < rows; row++)
        {
            var values = scores.AsSpan(row * frames, frames);
            TensorPrimitives.Add(mean, values, mean);
            TensorPrimitives.MultiplyAdd(values, values, square, square);
        }

        for (var frame = 0; frame < frames; frame++)
        {
            mean[frame] /= rows;
            square[frame] = 1 / MathF.Sqrt(Math.Max(1e-10f, (square[frame] / rows) - (mean[frame] * mean[frame])));
        }

        for (var row = 0; row < rows; row++)
        {
            var values = scores.AsSpan(row * frames, frames);
            TensorPrimitives.Subtract(values, mean, values);
            TensorPrimitives.Multiply(values, square, values);
        }
    }

    private static void AddMedians(ReadOnlySpan<float> values, Span<float> target)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var (a, b, c) = (values[Math.Max(0, i - 1)], values[i], values[Math.Min(values.Length - 1, i + 1)]);
            target[i] += Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        }
    }

    /// <summary>The monotone path of greatest weight that visits every token and frame; gives each token's first frame.</summary>
    private static int[] Path(float[] weights, int rows, int frames)
    {
        // best[f]: the best path that ends at this row in frame f; cameFrom marks the step: 0 same row, 1 next row same frame, 2 both.
        var (best, before) = (new float[frames], new float[frames]);
        var cameFrom = new byte[rows * frames];
        for (var row = 0; row < rows; row++)
        {
            (best, before) = (before, best);
            for (var frame = 0; frame < frames; frame++)
            {
                var stay = frame > 0 ? best[frame - 1] : float.NegativeInfinity;
                var step = row > 0 ? before[frame] : float.NegativeInfinity;
                var both = row > 0 && frame > 0 ? before[frame - 1] : row == 0 && frame == 0 ? 0 : float.NegativeInfinity;
                var (value, from) = both >= stay && both >= step ? (both, (byte)2) : stay >= step ? (stay, (byte)0) : (step, (byte)1);
                best[frame] = value + weights[(row * frames) + frame];
                cameFrom[(row * frames) + frame] = from;
            }
        }

        var starts = new int[rows + 1];
        starts[rows] = frames;
        for (var (row, frame) = (rows - 1, frames - 1); row >= 0 && frame >= 0;)
        {
            starts[row] = frame;
            var from = cameFrom[(row * frames) + frame];
            row -= from > 0 ? 1 : 0;
            frame -= from != 1 ? 1 : 0;
        }

        return starts;
    }
}
