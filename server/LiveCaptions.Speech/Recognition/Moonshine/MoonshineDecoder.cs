using System.Numerics.Tensors;
using LiveCaptions.Speech.Inference;
using Microsoft.ML.OnnxRuntime;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>Greedy decoding of an encoded window. Stateless: thread-safe.</summary>
internal sealed class MoonshineDecoder
{
    private const int StartToken = 1;
    private const int EndToken = 2;

    /// <summary>Ids from here on are no text.</summary>
    private const int TextTokens = 32_000;

    private readonly MoonshineModel _model;
    private readonly string[] _inputNames;
    private readonly int[] _attentionOutputs;

    public MoonshineDecoder(MoonshineModel model)
    {
        _model = model;
        var layers = Enumerable.Range(0, model.Size.Layers).ToArray();
        _inputNames =
        [
            "input_ids",
            .. layers.SelectMany(i => new[] { $"cross.{i}.key", $"cross.{i}.value" }),
            .. layers.SelectMany(i => new[] { $"past_key_values.{i}.decoder.key", $"past_key_values.{i}.decoder.value" }),
        ];
        var names = model.Step.OutputNames.ToList();
        _attentionOutputs = [.. model.Size.AlignmentHeads.Select(h => names.IndexOf($"attention.{h.Layer}"))];
    }

    /// <param name="draft">
    /// Tokens that the text probably begins with (the hypothesis before): one pass verifies them all, and what the model would have said itself
    /// is kept. Dynamic quantisation sees all rows of a pass, so a draft can tip a close call: finals are decoded without one.
    /// </param>
    /// <param name="speaks">Whether it has to say something: the text does not end before it has begun.</param>
    public TokenSequence Decode(CrossAttention cross, IReadOnlyList<int> draft, CancellationToken cancellationToken, bool speaks = false)
    {
        var sequence = new TokenSequence(cross.Frames);
        var cap = (int)(6.5 * cross.Frames * MoonshineSize.Hop / AudioFormat.SampleRate) + 8;
        var state = DecoderState.Empty(_model.Size);
        try
        {
            long[] input = [StartToken, .. draft.Select(t => (long)t)];
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var next = Pass(ref state, cross, input, sequence, speaks);
                if (next == EndToken || sequence.Tokens.Count >= cap)
                {
                    Repetition.TakeOutCircles(sequence);
                    return sequence;
                }

                input = [next];
            }
        }
        finally
        {
            state.Dispose();
        }
    }

    /// <summary>
    /// Runs the decoder over <paramref name="input"/>; accepts its tokens as long as the model says the same, adds the first one it says
    /// differently (or after them all), and leaves the state behind the accepted ones.
    /// </summary>
    private int Pass(ref DecoderState state, CrossAttention cross, long[] input, TokenSequence sequence, bool speaks)
    {
        using var ids = OrtValue.CreateTensorValueFromMemory(input, [1, input.Length]);
        var outputs = _model.Step.Run(_inputNames, [ids, .. cross.Values, .. state.Values]);
        var logits = outputs[0].GetTensorDataAsSpan<float>();
        var width = logits.Length / input.Length;
        for (var row = 0; ; row++)
        {
            CopyAttention(outputs, row, input.Length, sequence);
            var (token, logProbability) = Choose(logits.Slice(row * width, TextTokens), mayEnd: !speaks || sequence.Tokens.Count > 0);
            if (token == EndToken)
            {
                sequence.EndLogProbability = logProbability;
            }
            else
            {
                sequence.Add(token, logProbability);
            }

            if (row == input.Length - 1 || token != input[row + 1])
            {
                Advance(ref state, outputs, input.Length, row + 1);
                return token;
            }
        }
    }

    private void Advance(ref DecoderState state, IDisposableReadOnlyCollection<OrtValue> outputs, int given, int accepted)
    {
        var past = state.Length;
        state.Dispose();
        var present = DecoderState.From([.. outputs.Skip(1).Take(2 * _model.Size.Layers)], past + given);
        foreach (var other in outputs.Where((_, i) => i == 0 || i > 2 * _model.Size.Layers))
        {
            other.Dispose();
        }

        state = present;
        if (accepted < given)
        {
            state = present.Truncate(_model.Size, past + accepted);
            present.Dispose();
        }
    }

    private void CopyAttention(IReadOnlyList<OrtValue> outputs, int row, int rows, TokenSequence sequence)
    {
        var heads = _model.Size.AlignmentHeads;
        var attention = new float[heads.Count * sequence.Frames];
        for (var i = 0; i < heads.Count; i++)
        {
            // [1, H, n, T]
            var from = outputs[_attentionOutputs[i]].GetTensorDataAsSpan<float>().Slice(((heads[i].Head * rows) + row) * sequence.Frames, sequence.Frames);
            from.CopyTo(attention.AsSpan(i * sequence.Frames));
        }

        sequence.Attention.Add(attention);
    }

    private static (int Token, float LogProbability) Choose(ReadOnlySpan<float> logits, bool mayEnd)
    {
        if (!mayEnd)
        {
            // As if there were no end: what is left has a probability of 1 together.
            float[] text = [.. logits];
            text[EndToken] = float.NegativeInfinity;
            return Choose(text, mayEnd: true);
        }

        var token = TensorPrimitives.IndexOfMax(logits);
        var max = logits[token];
        Span<float> shifted = stackalloc float[4000];
        var sum = 0f;
        for (var at = 0; at < logits.Length; at += shifted.Length)
        {
            TensorPrimitives.Subtract(logits.Slice(at, shifted.Length), max, shifted);
            TensorPrimitives.Exp(shifted, shifted);
            sum += TensorPrimitives.Sum<float>(shifted);
        }

        return (token, -MathF.Log(sum));
    }
}
