using System.Numerics.Tensors;

namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// VBx: variational Bayes over a hidden Markov chain whose states are speakers (Landini et al., "Bayesian HMM clustering of x-vector
/// sequences (VBx) in speaker diarization", 2022). Speakers that nobody needs fade away.
/// </summary>
internal sealed class SpeakerChain
{
    // Chosen on conversations of speakers that the head was not trained on; see models/training/README.md.
    private const double EvidenceScale = 0.5;
    private const double SpeakerScale = 12;
    private const double StayInUtterance = 0.9;
    private const double StayAcrossUtterances = 0.6;
    private const double Smoothing = 5;
    private const double Forgotten = 1e-3;

    private readonly float[] _between;
    private readonly float[] _scale;
    private double[] _prior = [];
    private double[][] _voices = [];
    private double[][] _variances = [];

    /// <param name="between">Variance of speakers, per dimension; vectors of one speaker have variance 1.</param>
    public SpeakerChain(float[] between) => (_between, _scale) = (between, Array.ConvertAll(between, MathF.Sqrt));

    public int Speakers => _prior.Length;

    /// <summary>Finds the speakers of a session.</summary>
    /// <param name="vectors">Centred on the session's mean, in order of time.</param>
    /// <param name="weights">0 to 1.</param>
    /// <param name="begins">Whether an utterance begins with it.</param>
    /// <param name="labels">A first guess.</param>
    /// <returns>[vectors][<see cref="Speakers"/>]: the probability that the speaker says it.</returns>
    public double[][] Fit(float[][] vectors, float[] weights, bool[] begins, int[] labels, int rounds)
    {
        var count = labels.Max() + 1;
        var guess = Math.Exp(Smoothing) / (Math.Exp(Smoothing) + count - 1);
        var posterior = Array.ConvertAll(
            labels, label => Enumerable.Range(0, count).Select(k => k == label ? guess : (1 - guess) / Math.Max(1, count - 1)).ToArray());
        _prior = [.. Enumerable.Repeat(1.0 / count, count)];
        for (var round = 0; round < rounds; round++)
        {
            FitVoices(vectors, weights, posterior);
            (posterior, var entered) = Pass(Likelihoods(vectors, weights), begins);
            posterior = Forget(posterior, entered);
        }

        return posterior;
    }

    private void FitVoices(float[][] vectors, float[] weights, double[][] posterior)
    {
        var ratio = EvidenceScale / SpeakerScale;
        _variances = new double[Speakers][];
        _voices = new double[Speakers][];
        for (var k = 0; k < Speakers; k++)
        {
            var (weight, sum) = (0.0, new double[_between.Length]);
            for (var t = 0; t < vectors.Length; t++)
            {
                var share = posterior[t][k] * weights[t];
                weight += share;
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += share * vectors[t][i] * _scale[i];
                }
            }

            _variances[k] = Array.ConvertAll(_between, b => 1 / (1 + (ratio * weight * b)));
            _voices[k] = [.. sum.Select((s, i) => ratio * _variances[k][i] * s)];
        }
    }

    /// <returns>[vectors][speakers]: log likelihoods.</returns>
    private double[][] Likelihoods(float[][] vectors, float[] weights)
    {
        var penalties =
            _voices.Select((voice, k) => 0.5 * voice.Select((a, i) => (_variances[k][i] + (a * a)) * _between[i]).Sum()).ToArray();
        var scaled = Array.ConvertAll(_voices, voice => voice.Select((a, i) => (float)a * _scale[i]).ToArray());
        return [.. vectors.Select((vector, t) =>
        {
            var length = -0.5 * TensorPrimitives.SumOfSquares<float>(vector);
            return scaled
                .Select((voice, k) => EvidenceScale * weights[t] * (TensorPrimitives.Dot<float>(voice, vector) - penalties[k] + length))
                .ToArray();
        })];
    }

    /// <summary>Forward and backward through the chain, in logarithms.</summary>
    private (double[][] Posterior, double[] Entered) Pass(double[][] likelihoods, bool[] begins)
    {
        var (count, prior) = (likelihoods.Length, Array.ConvertAll(_prior, p => Math.Log(p + 1e-12)));
        var (forward, backward) = (new double[count][], new double[count][]);
        forward[0] = [.. prior.Zip(likelihoods[0], (p, l) => p + l)];
        for (var t = 1; t < count; t++)
        {
            var (stay, leave) = Transition(begins[t]);
            var all = LogSum(forward[t - 1]);
            forward[t] = new double[prior.Length];
            for (var k = 0; k < prior.Length; k++)
            {
                forward[t][k] = likelihoods[t][k] + LogAdd(stay + forward[t - 1][k], leave + all + prior[k]);
            }
        }

        var (next, chosen) = (new double[prior.Length], new double[prior.Length]);
        backward[^1] = new double[prior.Length];
        for (var t = count - 2; t >= 0; t--)
        {
            var (stay, leave) = Transition(begins[t + 1]);
            TensorPrimitives.Add(likelihoods[t + 1], backward[t + 1], next);
            TensorPrimitives.Add(next, prior, chosen);
            var all = LogSum(chosen);
            backward[t] = new double[prior.Length];
            for (var k = 0; k < prior.Length; k++)
            {
                backward[t][k] = LogAdd(stay + next[k], leave + all);
            }
        }

        var total = LogSum(forward[^1]);
        var posterior = forward.Zip(backward, (f, b) => f.Zip(b, (x, y) => Math.Exp(x + y - total)).ToArray()).ToArray();
        var entered = posterior[0].ToArray();
        for (var t = 1; t < count; t++)
        {
            var before = LogSum(forward[t - 1]) + Transition(begins[t]).Leave - total;
            for (var k = 0; k < entered.Length; k++)
            {
                entered[k] += Math.Exp(before + prior[k] + likelihoods[t][k] + backward[t][k]);
            }
        }

        return (posterior, entered);
    }

    /// <summary>Drops speakers whom the chain hardly ever enters.</summary>
    private double[][] Forget(double[][] posterior, double[] entered)
    {
        var sum = entered.Sum();
        var kept = Enumerable.Range(0, entered.Length).Where(k => entered[k] / sum > Forgotten).ToArray();
        var rest = kept.Sum(k => entered[k]);
        _prior = Array.ConvertAll(kept, k => entered[k] / rest);
        _voices = Array.ConvertAll(kept, k => _voices[k]);
        _variances = Array.ConvertAll(kept, k => _variances[k]);
        return Array.ConvertAll(posterior, row =>
        {
            var total = kept.Sum(k => row[k]) + 1e-12;
            return Array.ConvertAll(kept, k => row[k] / total);
        });
    }

    private static (double Stay, double Leave) Transition(bool begins)
    {
        var stay = begins ? StayAcrossUtterances : StayInUtterance;
        return (Math.Log(stay), Math.Log(1 - stay));
    }

    private static double LogAdd(double a, double b)
    {
        var max = Math.Max(a, b);
        return max + Math.Log(1 + Math.Exp(Math.Min(a, b) - max));
    }

    private static double LogSum(double[] values)
    {
        var (max, sum) = (TensorPrimitives.Max<double>(values), 0.0);
        foreach (var value in values)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }
}
