using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>What a <see cref="StepPass"/> gives; a row is a token of a text, the texts one after the other.</summary>
internal sealed class StepResult(
    IReadOnlyList<OrtValue> outputs, MoonshineSize size, IReadOnlyList<StepResult.Place> attentions, int tokens, int past) : IDisposable
{
    /// <summary>Ids from here on are no text.</summary>
    private const int TextTokens = 32_000;

    /// <summary>Logits at a time that are raised to powers: they stand on the stack.</summary>
    private const int Chunk = 4_000;

    private readonly int _texts = attentions.Count;
    private readonly bool[] _taken = new bool[outputs.Count];

    /// <summary>Of the token that follows a row.</summary>
    public ReadOnlySpan<float> Logits(int row)
    {
        var logits = outputs[0].GetTensorDataAsSpan<float>();
        return logits.Slice(row * (logits.Length / (_texts * tokens)), TextTokens);
    }

    /// <summary>Where the alignment heads look for the token that follows a row, [heads, T].</summary>
    public float[] Attention(int row)
    {
        var heads = size.AlignmentHeads;
        var (text, token) = Math.DivRem(row, tokens);
        var (from, at, frames) = attentions[text];
        var attention = new float[heads.Count * frames];
        for (var i = 0; i < heads.Count; i++)
        {
            // [texts, H, tokens, T]
            var start = ((((at * MoonshineSize.Heads) + heads[i].Head) * tokens) + token) * frames;
            outputs[from[i]].GetTensorDataAsSpan<float>().Slice(start, frames).CopyTo(attention.AsSpan(i * frames));
        }

        return attention;
    }

    /// <summary>The likeliest tokens after a row, best first, with their log-probabilities.</summary>
    public List<(int Token, float LogProbability)> Likeliest(int row, int count)
    {
        var logits = Logits(row);
        var best = new List<(int Token, float Logit)>(count + 1);
        for (var token = 0; token < logits.Length; token++)
        {
            var logit = logits[token];
            if (best.Count < count || logit > best[^1].Logit)
            {
                var at = best.FindIndex(b => logit > b.Logit);
                best.Insert(at < 0 ? best.Count : at, (token, logit));
                if (best.Count > count)
                {
                    best.RemoveAt(count);
                }
            }
        }

        var sum = LogSum(logits);
        return best.ConvertAll(b => (b.Token, b.Logit - sum));
    }

    /// <summary>ln Σ exp.</summary>
    public static float LogSum(ReadOnlySpan<float> logits)
    {
        var max = TensorPrimitives.Max(logits);
        Span<float> shifted = stackalloc float[Chunk];
        var sum = 0f;
        for (var at = 0; at < logits.Length; at += Chunk)
        {
            TensorPrimitives.Subtract(logits.Slice(at, Chunk), max, shifted);
            TensorPrimitives.Exp(shifted, shifted);
            sum += TensorPrimitives.Sum<float>(shifted);
        }

        return max + MathF.Log(sum);
    }

    /// <summary>The state behind all tokens; the caller's from here on.</summary>
    public DecoderState TakeState()
    {
        Array.Fill(_taken, true, 1, 2 * size.Layers);
        return DecoderState.From([.. outputs.Skip(1).Take(2 * size.Layers)], past + tokens, _texts);
    }

    public void Dispose()
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            if (!_taken[i])
            {
                outputs[i].Dispose();
            }
        }
    }

    /// <summary>Where the attention of a text is.</summary>
    /// <param name="Outputs">Per alignment head.</param>
    /// <param name="Text">Its number there.</param>
    /// <param name="Frames">Encoder frames T.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Place(IReadOnlyList<int> Outputs, int Text, int Frames);
}
