using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// How sure labels are. A run of pieces of one speaker lies somewhere between what else the speaker says (1) and what any other does (−1):
/// in the middle it may be either's, or both speak at once.
/// </summary>
internal static class LabelConfidence
{
    // Fitted to made conversations of speakers that the head was not trained on: of the runs at 0 a half is right,
    // at 0.5 nine tenths, at 1 nearly all.
    private const float InTheMiddle = 0.3f;
    private const float Steepness = 3.5f;

    /// <summary>
    /// What each full window beyond <see cref="Short"/> adds: of what is long, clustering is right also where it lies between two.
    /// </summary>
    private const float Surplus = 0.2f;
    private const float Short = 2;

    /// <summary>Full windows of speech from which on it is known what a voice is like.</summary>
    private const float Known = 1;

    /// <param name="pieces">In order of time.</param>
    /// <param name="labels">Per piece its speaker.</param>
    /// <returns>Per piece the probability that the label is right; 1 where there is nobody else.</returns>
    public static float[] Of(IReadOnlyList<VoicePiece> pieces, int[] labels)
    {
        var voices = labels.Select((label, i) => (label, i)).GroupBy(p => p.label, p => p.i)
            .ToDictionary(g => g.Key, g => Voice.Of(pieces, g));
        var confidences = new float[labels.Length];
        for (int from = 0, to; from < labels.Length; from = to)
        {
            to = RunEnd(pieces, labels, from);
            var run = Voice.Of(pieces, Enumerable.Range(from, to - from));
            var others = voices.Where(v => v.Key != labels[from] && v.Value.Weight >= Known).Select(v => v.Value.Mean).ToList();
            confidences.AsSpan(from, to - from).Fill(Confidence(run, voices[labels[from]].Without(run), others));
        }

        return confidences;
    }

    private static float Confidence(Voice run, Voice own, List<float[]> others)
    {
        if (others.Count == 0)
        {
            return 1;
        }

        // Who says nothing else cannot be compared: clustering had its reasons.
        var place = own.Weight < Known
            ? 1
            : others.Min(other => Place(run.Mean, own.Mean, other)) + (Surplus * MathF.Max(0, run.Weight - Short));
        return 1 / (1 + MathF.Exp(-InTheMiddle - (Steepness * place)));
    }

    /// <summary>Where a voice lies on the line from another (−1) to its own (1).</summary>
    private static float Place(float[] voice, float[] own, float[] other)
    {
        var (toOther, toOwn, apart) = (TensorPrimitives.Distance<float>(voice, other),
            TensorPrimitives.Distance<float>(voice, own), TensorPrimitives.Distance<float>(own, other));
        return ((toOther * toOther) - (toOwn * toOwn)) / MathF.Max(apart * apart, 1e-9f);
    }

    /// <summary>A run is of one speaker in one utterance.</summary>
    private static int RunEnd(IReadOnlyList<VoicePiece> pieces, int[] labels, int from)
    {
        var to = from + 1;
        while (to < labels.Length && labels[to] == labels[from] && pieces[to].Start == pieces[to - 1].End)
        {
            to++;
        }

        return to;
    }

    private sealed record Voice(float[] Sum, float Weight)
    {
        public float[] Mean
        {
            get
            {
                var mean = new float[Sum.Length];
                TensorPrimitives.Divide(Sum, MathF.Max(Weight, 1e-9f), mean);
                return mean;
            }
        }

        public static Voice Of(IReadOnlyList<VoicePiece> pieces, IEnumerable<int> which)
        {
            var (sum, weight) = (new float[pieces[0].Vector.Length], 0f);
            foreach (var piece in which.Select(i => pieces[i]))
            {
                TensorPrimitives.MultiplyAdd(piece.Vector, piece.Weight, sum, sum);
                weight += piece.Weight;
            }

            return new Voice(sum, weight);
        }

        public Voice Without(Voice part) => new(Vectors.Less(Sum, part.Sum), Weight - part.Weight);
    }
}
