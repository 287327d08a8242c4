using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Who says which piece, from the pieces alone: (1) whether there is more than one voice at all, (2) a first guess at the voices, centred on
/// what they have in common (the room, the microphone), (3) the likeliest course through them, (4) voices joined that are alike after all,
/// (5) voices of which there is next to nothing given to their neighbours.
/// </summary>
internal sealed class SpeakerClustering(VoiceModel model)
{
    // All chosen on conversations of speakers that the head was not trained on; see models/training/README.md.
    private const double OneVoice = 0.36;
    private const double SameVoiceCentred = 0.1;
    private const double SameVoice = 0.65;

    /// <summary>Full windows that a cluster has at least to count for the centre.</summary>
    private const double Big = 1.5;
    private const int Most = 12;
    private const int Rounds = 12;

    /// <summary>Samples that a speaker speaks at least: 0.96 s.</summary>
    private const long Least = 8 * Recognition.EncoderFeatures.BlockLength;

    private readonly float[] _cosineScale = Array.ConvertAll(model.Between, b => MathF.Sqrt(b) / (b + 1));

    /// <param name="pieces">In order of time.</param>
    /// <param name="most">Speakers there are at most.</param>
    /// <returns>Per piece its speaker, from 0, and how sure that is.</returns>
    public (int Speaker, float Confidence)[] Cluster(IReadOnlyList<VoicePiece> pieces, int? most)
    {
        var cap = Math.Min(most ?? Most, Most);
        var weights = pieces.Select(p => p.Weight).ToArray();
        var vectors = pieces.Select(p => p.Vector).ToArray();
        var scaled = Array.ConvertAll(vectors, Scale);

        // (1) one voice
        var labels = AverageLinkage.Cluster(Array.ConvertAll(scaled, Unit), OneVoice, cap);
        if (labels.Max() == 0)
        {
            return One(pieces.Count);
        }

        // (2) a guess
        labels = Centred(scaled, weights, labels, cap);
        if (labels.Max() == 0)
        {
            return One(pieces.Count);
        }

        // (3) the course
        var mean = Mean(vectors, weights, _ => true);
        var centred = Array.ConvertAll(vectors, v => Less(v, mean));
        var begins = pieces.Select((piece, i) => i == 0 || pieces[i - 1].End != piece.Start).ToArray();
        var chain = new SpeakerChain(model.Between);
        var posterior = chain.Fit(centred, weights, begins, labels, Rounds);

        // (4) alike
        var found = Likeliest(posterior);
        var joined = Join(scaled, weights, found, most ?? int.MaxValue);
        if (joined.Max() < found.Max())
        {
            posterior = joined.Max() == 0 ? [] : chain.Fit(centred, weights, begins, joined, Rounds / 2);
        }

        // (5) next to nothing
        return posterior.Length == 0 ? One(pieces.Count) : Absorb(pieces, Labels(posterior));
    }

    /// <summary>The mean voice of some pieces, as <see cref="Alike"/> compares it.</summary>
    public float[] MeanVoice(IEnumerable<VoicePiece> pieces)
    {
        VoicePiece[] some = [.. pieces];
        return Unit(Mean([.. some.Select(p => Scale(p.Vector))], [.. some.Select(p => p.Weight)], _ => true));
    }

    /// <summary>How much a piece is like a mean voice: a cosine.</summary>
    public float Alike(VoicePiece piece, float[] meanVoice) => TensorPrimitives.Dot<float>(Unit(Scale(piece.Vector)), meanVoice);

    private static (int Speaker, float Confidence)[] Absorb(IReadOnlyList<VoicePiece> pieces, (int Speaker, float Confidence)[] labels)
    {
        var spoken = labels.Zip(pieces).GroupBy(p => p.First.Speaker).ToDictionary(g => g.Key, g => g.Sum(p => p.Second.End - p.Second.Start));
        var real = Enumerable.Range(0, labels.Length).Where(i => spoken[labels[i].Speaker] >= Least).ToList();
        return real.Count is var count && (count == 0 || count == labels.Length)
            ? labels
            : [.. labels.Select((label, i) => spoken[label.Speaker] >= Least ? label : (labels[real.MinBy(r => Math.Abs(r - i))].Speaker, 0.5f))];
    }

    private int[] Centred(float[][] scaled, float[] weights, int[] labels, int cap)
    {
        var big = labels.Distinct().Where(k => labels.Zip(weights).Where(p => p.First == k).Sum(p => p.Second) >= Big).ToList();
        if (big.Count < 2)
        {
            return labels;
        }

        var means = big.ConvertAll(k => Mean(scaled, weights, i => labels[i] == k)).ToArray();
        var centre = Mean(means, [.. means.Select(_ => 1f)], _ => true);
        return AverageLinkage.Cluster(Array.ConvertAll(scaled, v => Unit(Less(v, centre))), SameVoiceCentred, cap);
    }

    /// <summary>Joins the voices whose means are alike, the most alike first, or while there are too many.</summary>
    private static int[] Join(float[][] scaled, float[] weights, int[] labels, int most)
    {
        while (labels.Max() > 0)
        {
            var means = Enumerable.Range(0, labels.Max() + 1).Select(k => Unit(Mean(scaled, weights, i => labels[i] == k))).ToArray();
            var (a, b) = Pairs(means.Length).MaxBy(pair => TensorPrimitives.Dot<float>(means[pair.A], means[pair.B]));
            if (TensorPrimitives.Dot<float>(means[a], means[b]) < SameVoice && means.Length <= most)
            {
                return labels;
            }

            labels = AverageLinkage.Renumber(Array.ConvertAll(labels, label => label == b ? a : label));
        }

        return labels;
    }

    private static IEnumerable<(int A, int B)> Pairs(int count) => Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)));

    private static int[] Likeliest(double[][] posterior) => AverageLinkage.Renumber(Array.ConvertAll(posterior, row => Array.IndexOf(row, row.Max())));

    private static (int, float)[] Labels(double[][] posterior) => Array.ConvertAll(posterior, row => (Array.IndexOf(row, row.Max()), (float)row.Max()));

    private static (int, float)[] One(int count) => [.. Enumerable.Repeat((0, 1f), count)];

    private float[] Scale(float[] vector)
    {
        var scaled = new float[vector.Length];
        TensorPrimitives.Multiply(vector, _cosineScale, scaled);
        return scaled;
    }

    private static float[] Unit(float[] vector)
    {
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, MathF.Max(TensorPrimitives.Norm<float>(vector), 1e-9f), unit);
        return unit;
    }

    private static float[] Less(float[] vector, float[] mean)
    {
        var rest = new float[vector.Length];
        TensorPrimitives.Subtract(vector, mean, rest);
        return rest;
    }

    private static float[] Mean(float[][] vectors, float[] weights, Func<int, bool> which)
    {
        var (mean, total) = (new float[vectors[0].Length], 0f);
        for (var i = 0; i < vectors.Length; i++)
        {
            if (which(i))
            {
                TensorPrimitives.MultiplyAdd(vectors[i], weights[i], mean, mean);
                total += weights[i];
            }
        }

        TensorPrimitives.Divide(mean, total, mean);
        return mean;
    }
}
