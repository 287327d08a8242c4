using System.Numerics.Tensors;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// Who says which piece, from the pieces alone: (1) whether there is more than one voice at all, (2) a first guess at the voices,
/// centred on what they have in common (the room, the microphone), (3) the likeliest course through them, (4) voices
/// joined that are alike after all,
/// (5) voices of which there is next to nothing given to their neighbours, (6) how sure each label is.
/// </summary>
internal sealed class SpeakerClustering(VoiceModel model)
{
    // All chosen on conversations of speakers that the head was not trained on; see models/training/README.md.
    private const double OneVoice = 0.36;
    private const double SameVoiceCentred = 0.1;
    private const double SameVoice = 0.7;

    /// <summary>Full windows that a cluster has at least to count for the centre.</summary>
    private const double Big = 1.5;
    private const int Most = 12;
    private const int Rounds = 12;

    /// <summary>Samples that a speaker speaks at least: 0.96 s.</summary>
    private const long Least = 8 * Recognition.EncoderFeatures.BlockLength;

    private readonly float[] _cosineScale = Array.ConvertAll(model.Between, b => MathF.Sqrt(b) / (b + 1));

    /// <param name="pieces">In order of time.</param>
    /// <param name="most">Speakers there are at most. First guesses may be more: pieces like no other would
    /// take the place of a voice.</param>
    /// <param name="least">Speakers there are at least, if as many voices can be told apart.</param>
    /// <returns>Per piece its speaker, from 0, and how sure that is.</returns>
    public (int Speaker, float Confidence)[] Cluster(IReadOnlyList<VoicePiece> pieces, int most, int least)
    {
        var weights = pieces.Select(p => p.Weight).ToArray();
        var vectors = pieces.Select(p => p.Vector).ToArray();
        var scaled = Array.ConvertAll(vectors, Scale);

        // (1) one voice
        var labels = AverageLinkage.Cluster(Array.ConvertAll(scaled, Vectors.Unit), OneVoice, Most, least);
        if (labels.Max() == 0 || most == 1)
        {
            return One(pieces.Count);
        }

        // (2) a guess
        labels = Centred(scaled, weights, labels, least);
        if (labels.Max() == 0)
        {
            return One(pieces.Count);
        }

        // (3) the course
        var mean = Vectors.Mean(vectors, weights, _ => true);
        var centred = Array.ConvertAll(vectors, v => Vectors.Less(v, mean));
        var begins = pieces.Select((piece, i) => i == 0 || pieces[i - 1].End != piece.Start).ToArray();
        var chain = new SpeakerChain(model.Between);
        var posterior = chain.Fit(centred, weights, begins, labels, Rounds);

        // (4) alike
        var found = Likeliest(posterior);
        var joined = Join(scaled, weights, found, most, least);
        if (joined.Max() < found.Max())
        {
            posterior = joined.Max() == 0 ? [] : chain.Fit(centred, weights, begins, joined, Rounds / 2);
        }

        if (posterior.Length == 0)
        {
            return One(pieces.Count);
        }

        // (5) next to nothing
        labels = Absorb(pieces, Likeliest(posterior));

        // (6) how sure
        return [.. labels.Zip(LabelConfidence.Of(pieces, labels))];
    }

    /// <summary>The mean voice of some pieces, as <see cref="Alike"/> compares it.</summary>
    public float[] MeanVoice(IEnumerable<VoicePiece> pieces)
    {
        VoicePiece[] some = [.. pieces];
        return Vectors.Unit(Vectors.Mean([.. some.Select(p => Scale(p.Vector))], [.. some.Select(p => p.Weight)], _ => true));
    }

    /// <summary>How much a piece is like a mean voice: a cosine.</summary>
    public float Alike(VoicePiece piece, float[] meanVoice) => TensorPrimitives.Dot<float>(Vectors.Unit(Scale(piece.Vector)), meanVoice);

    private static int[] Absorb(IReadOnlyList<VoicePiece> pieces, int[] labels)
    {
        var spoken = labels.Zip(pieces).GroupBy(p => p.First).ToDictionary(g => g.Key, g => g.Sum(p => p.Second.End - p.Second.Start));
        var real = Enumerable.Range(0, labels.Length).Where(i => spoken[labels[i]] >= Least).ToList();
        return real.Count == 0
            ? labels
            : [.. labels.Select((label, i) => spoken[label] >= Least ? label : labels[real.MinBy(r => Math.Abs(r - i))])];
    }

    private int[] Centred(float[][] scaled, float[] weights, int[] labels, int least)
    {
        var big = labels.Distinct().Where(k => labels.Zip(weights).Where(p => p.First == k).Sum(p => p.Second) >= Big).ToList();
        if (big.Count < 2)
        {
            return labels;
        }

        var means = big.ConvertAll(k => Vectors.Mean(scaled, weights, i => labels[i] == k)).ToArray();
        var centre = Vectors.Mean(means, [.. means.Select(_ => 1f)], _ => true);
        return AverageLinkage.Cluster(Array.ConvertAll(scaled, v => Vectors.Unit(Vectors.Less(v, centre))), SameVoiceCentred, Most, least);
    }

    /// <summary>Joins the voices whose means are alike, the most alike first, or while there are too many.</summary>
    private static int[] Join(float[][] scaled, float[] weights, int[] labels, int most, int least)
    {
        while (labels.Max() >= least)
        {
            var means = Enumerable.Range(0, labels.Max() + 1)
                .Select(k => Vectors.Unit(Vectors.Mean(scaled, weights, i => labels[i] == k))).ToArray();
            var (a, b) = Pairs(means.Length).MaxBy(pair => TensorPrimitives.Dot<float>(means[pair.A], means[pair.B]));
            if (TensorPrimitives.Dot<float>(means[a], means[b]) < SameVoice && means.Length <= most)
            {
                return labels;
            }

            labels = AverageLinkage.Renumber(Array.ConvertAll(labels, label => label == b ? a : label));
        }

        return labels;
    }

    private static IEnumerable<(int A, int B)> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)));

    private static int[] Likeliest(double[][] posterior) =>
        AverageLinkage.Renumber(Array.ConvertAll(posterior, row => Array.IndexOf(row, row.Max())));

    private static (int, float)[] One(int count) => [.. Enumerable.Repeat((0, 1f), count)];

    private float[] Scale(float[] vector)
    {
        var scaled = new float[vector.Length];
        TensorPrimitives.Multiply(vector, _cosineScale, scaled);
        return scaled;
    }
}
