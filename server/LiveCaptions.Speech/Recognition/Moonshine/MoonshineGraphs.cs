using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// The published encoder and merged decoder, rewritten for streaming: graphs that each do one thing once.
/// The text they give is the published models'.
/// </summary>
/// <remarks>
/// Shapes: B = 1, N samples, S stem frames (192 samples), T encoder frames (384 samples), D width, H heads,
/// Dh head size, n tokens, p past tokens.
/// <list type="table">
/// <item><c>stem</c>: audio [1,N] → features [1,S,2D], sums [1,3S+4], squares [1,3S+4]</item>
/// <item><c>body</c>: features [1,S,2D], scale [1], shift [1] → hidden [1,T,D], the taps [1,T,D]</item>
/// <item><c>taps</c>: the same inputs → the taps [1,T,D] alone</item>
/// <item><c>cross</c>: hidden [1,T,D] → cross.{i}.key [1,H,Dh,T], cross.{i}.value [1,H,T,Dh]</item>
/// <item><c>step</c>: tokens [1,n], cross, past.{i}.key|value [1,H,p,Dh] → logits [1,n,V], present, attention.{i} [1,H,n,T]</item>
/// <item>
/// <c>batch</c>: tokens [B,1], texts of each slot s [slots], cross.{i}.key|value.{s} of its own T, past [B,H,p,Dh] → logits [B,1,V],
/// present, attention.{i}.{s} [texts of s,H,1,T]. A slot without texts has keys and values of none: [0,H,Dh,1], [0,H,1,Dh].
/// </item>
/// </list>
/// </remarks>
internal static class MoonshineGraphs
{
    private const string Decoder = "/model/decoder/layers.";

    /// <summary>
    /// The convolutions that see only their own neighbourhood, so that a growing utterance computes them once.
    /// Between the first two stands a normalisation over the whole utterance, y = (x − μ)/σ·γ + β. It is affine, and so is the second
    /// convolution, so γ moves into the weights and μ, σ are applied afterwards, in <see cref="Body"/>:
    /// conv(y) = conv_γ(x)/σ − μ/σ·Σconv_γ + conv(β).
    /// </summary>
    public static OnnxGraph Stem(OnnxGraph encoder, MoonshineSize size)
    {
        var (weights, _, _) = FoldedConvolution(encoder, size);
        encoder.Add(weights);
        var convolution = encoder.Producer("/conv2/Conv_output_0");
        convolution.Inputs.Clear();
        convolution.Inputs.AddRange(["/Tanh_output_0", weights.Name]);
        encoder.Nodes.Add(new OnnxNode("Transpose", ["/conv2/Conv_output_0"], ["features"]).With("perm", 0L, 2L, 1L));
        encoder.Nodes.Add(new OnnxNode("Mul", ["/Tanh_output_0", "/Tanh_output_0"], ["tanh_squared"]));
        encoder.Add(OnnxTensor.Create("channel_axis", [1], 1L));
        encoder.Nodes.Add(new OnnxNode("ReduceSum", ["/Tanh_output_0", "channel_axis"], ["sums"]).With("keepdims", 0L));
        encoder.Nodes.Add(new OnnxNode("ReduceSum", ["tanh_squared", "channel_axis"], ["squares"]).With("keepdims", 0L));
        encoder.SetOutputs(["features", "sums", "squares"]);
        encoder.Prune();
        return encoder;
    }

    /// <summary>The rest of the encoder, from the stem's features and the utterance's scale = 1/σ and shift = −μ/σ on.</summary>
    public static OnnxGraph Body(OnnxGraph encoder, MoonshineSize size)
    {
        var (_, sums, offset) = FoldedConvolution(encoder, size);
        encoder.Add(OnnxTensor.Create("stem_sums", [size.StemWidth], sums));
        encoder.Add(OnnxTensor.Create("stem_offset", [size.StemWidth], offset));
        encoder.Nodes.Remove(encoder.Producer("/conv2/Conv_output_0"));
        encoder.Nodes.AddRange(
        [
            new OnnxNode("Mul", ["features", "scale"], ["features_scaled"]),
            new OnnxNode("Mul", ["stem_sums", "shift"], ["stem_shift"]),
            new OnnxNode("Add", ["stem_shift", "stem_offset"], ["stem_shift_offset"]),
            new OnnxNode("Add", ["features_scaled", "stem_shift_offset"], ["features_normalised"]),
            new OnnxNode("Transpose", ["features_normalised"], ["/conv2/Conv_output_0"]).With("perm", 0L, 2L, 1L),
            new OnnxNode("Identity", ["last_hidden_state"], ["hidden"]),
        ]);
        encoder.SetInputs([
            ("features", OnnxTensor.ElementType.Float, 3),
            ("scale", OnnxTensor.ElementType.Float, 1), ("shift", OnnxTensor.ElementType.Float, 1)
        ]);
        encoder.SetOutputs(["hidden", .. size.Taps]);
        AttentionSimplifier.Apply(encoder, size);
        encoder.Prune();
        return encoder;
    }

    /// <summary>The <see cref="Body"/> as far as its taps.</summary>
    public static OnnxGraph TapsOnly(OnnxGraph encoder, MoonshineSize size)
    {
        var graph = Body(encoder, size);
        graph.SetOutputs(size.Taps);
        graph.Prune();
        return graph;
    }

    /// <summary>Cross-attention keys and values, once per utterance, the keys already transposed.</summary>
    public static OnnxGraph Cross(OnnxGraph decoder, MoonshineSize size)
    {
        var graph = decoder.Branch("else_branch");
        var outputs = new List<string>();
        for (var i = 0; i < size.Layers; i++)
        {
            // Only the batch size is read here; the decoder's own states would pull in the whole decoder.
            graph.Producer($"{Decoder}{i}/encoder_attn/Shape_output_0").Inputs[0] = "encoder_hidden_states";
            graph.Producer($"{Decoder}{i}/encoder_attn/Shape_1_output_0").Inputs[0] = "encoder_hidden_states";
            graph.Nodes.Add(new OnnxNode("Transpose", [$"present.{i}.encoder.key"], [$"cross.{i}.key"]).With("perm", 0L, 1L, 3L, 2L));
            graph.Nodes.Add(new OnnxNode("Identity", [$"present.{i}.encoder.value"], [$"cross.{i}.value"]));
            outputs.AddRange([$"cross.{i}.key", $"cross.{i}.value"]);
        }

        graph.SetOutputs(outputs);
        graph.Prune();
        return graph;
    }

    /// <summary>One decoder pass over n tokens after p past ones; works from p = 0.</summary>
    public static OnnxGraph Step(OnnxGraph decoder, MoonshineSize size)
    {
        var graph = decoder.Branch("then_branch");
        graph.Nodes.RemoveAll(n => n.Op == "Constant" && n.Outputs[0].Contains(".encoder.", StringComparison.Ordinal));
        var inputs = new List<(string, OnnxTensor.ElementType, int)> { ("input_ids", OnnxTensor.ElementType.Int64, 2) };
        var outputs = new List<string> { "logits" };
        for (var i = 0; i < size.Layers; i++)
        {
            graph.Producer($"{Decoder}{i}/encoder_attn/MatMul_output_0").Inputs[1] = $"cross.{i}.key";
            graph.Rewire($"past_key_values.{i}.encoder.value", $"cross.{i}.value");
            inputs.AddRange(
                new[] { $"past_key_values.{i}.decoder.key", $"past_key_values.{i}.decoder.value", $"cross.{i}.key", $"cross.{i}.value" }
                    .Select(n => (n, OnnxTensor.ElementType.Float, 4)));
            outputs.AddRange([$"present.{i}.decoder.key", $"present.{i}.decoder.value"]);
        }

        foreach (var layer in size.AlignmentHeads.Select(h => h.Layer).Distinct())
        {
            graph.Nodes.Add(new OnnxNode("Identity", [$"{Decoder}{layer}/encoder_attn/Softmax_output_0"], [$"attention.{layer}"]));
            outputs.Add($"attention.{layer}");
        }

        QuantizeHead(graph, size);
        AttentionSimplifier.Apply(graph, size);
        AttentionSimplifier.ScaleQueries(graph, size);
        graph.SetInputs(inputs);
        graph.SetOutputs(outputs);
        graph.Prune();
        return graph;
    }

    /// <summary>
    /// One decoder pass over one token of each of B texts of up to <paramref name="slots"/> utterances. An utterance keeps its own
    /// cross-attention, of its own length: padded to one length, what it adds up would come out differently in the last bits.
    /// </summary>
    /// <param name="step">As <see cref="Step"/> made it; is changed.</param>
    public static OnnxGraph Batch(OnnxGraph step, MoonshineSize size, int slots)
    {
        var inputs = new List<(string, OnnxTensor.ElementType, int)>
        {
            ("input_ids", OnnxTensor.ElementType.Int64, 2), ("texts", OnnxTensor.ElementType.Int64, 1)
        };
        inputs.AddRange(StepPass.PastNames(size).Select(n => (n, OnnxTensor.ElementType.Float, 4)));
        var outputs = step.Outputs.Where(o => !o.StartsWith("attention.", StringComparison.Ordinal)).ToList();
        for (var i = 0; i < size.Layers; i++)
        {
            AttendBySlot(step, i, slots);
        }

        for (var s = 0; s < slots; s++)
        {
            inputs.AddRange(StepPass.CrossNames(size, $".{s}").Select(n => (n, OnnxTensor.ElementType.Float, 4)));
            outputs.AddRange(size.AlignmentHeads.Select(h => h.Layer).Distinct().Select(layer => $"attention.{layer}.{s}"));
        }

        step.SetInputs(inputs);
        step.SetOutputs(outputs);
        RowQuantization.Apply(step);
        step.Prune();
        return step;
    }

    private static void AttendBySlot(OnnxGraph step, int layer, int slots)
    {
        var scores = step.Producer($"{Decoder}{layer}/encoder_attn/MatMul_output_0");
        var mixed = step.Producer($"{Decoder}{layer}/encoder_attn/MatMul_1_output_0");
        step.Nodes.Remove(scores);
        step.Nodes.Remove(mixed);
        var each = Enumerable.Range(0, slots).ToArray();
        step.Nodes.Add(new OnnxNode("Split", [scores.Inputs[0], "texts"], each.Select(s => $"query.{layer}.{s}")).With("axis", 0L));
        step.Nodes.AddRange(each.SelectMany(s => new[]
        {
            new OnnxNode("MatMul", [$"query.{layer}.{s}", $"cross.{layer}.key.{s}"], [$"scores.{layer}.{s}"]),
            new OnnxNode("Softmax", [$"scores.{layer}.{s}"], [$"attention.{layer}.{s}"]).With("axis", -1L),
            new OnnxNode("MatMul", [$"attention.{layer}.{s}", $"cross.{layer}.value.{s}"], [$"mixed.{layer}.{s}"]),
        }));
        step.Nodes.Add(new OnnxNode("Concat", each.Select(s => $"mixed.{layer}.{s}"), mixed.Outputs).With("axis", 0L));
    }

    /// <summary>
    /// As published, the V×D output matrix is dequantised to float for every token. This multiplies in eight bits, as all other layers do:
    /// 15.2 → 7.1 ms per token (base, with the split of the If).
    /// </summary>
    private static void QuantizeHead(OnnxGraph graph, MoonshineSize size)
    {
        const string Embedding = "model.decoder.embed_tokens.weight_merged_0";
        var embedding = graph.Initializers[Embedding + "_quantized"];
        var (rows, columns) = ((int)embedding.Dims[0], size.Width);
        var (source, transposed) = (embedding.Bytes(), new byte[rows * columns]);
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                transposed[(c * rows) + r] = source[(r * columns) + c];
            }
        }

        graph.Add(OnnxTensor.Create("head_quantized", OnnxTensor.ElementType.UInt8, [columns, rows], transposed));
        graph.Add(
            OnnxTensor.Create("head_zero_point", OnnxTensor.ElementType.UInt8, [], graph.Initializers[Embedding + "_zero_point"].Bytes()));
        var states = graph.Producer("logits").Inputs[0];
        graph.Nodes.Remove(graph.Producer("logits"));
        graph.Nodes.AddRange(
        [
            new OnnxNode("DynamicQuantizeLinear", [states], ["head_in", "head_in_scale", "head_in_zero_point"]),
            new OnnxNode("MatMulInteger", ["head_in", "head_quantized", "head_in_zero_point", "head_zero_point"], ["head_integer"]),
            new OnnxNode("Cast", ["head_integer"], ["head_float"]).With("to", 1L),
            new OnnxNode("Mul", ["head_in_scale", Embedding + "_scale"], ["head_scale"]),
            new OnnxNode("Mul", ["head_float", "head_scale"], ["logits"]),
        ]);
    }

    /// <summary>The second convolution with γ folded in: its weights, their sum per output channel, and what β and the bias add.</summary>
    private static (OnnxTensor Weights, float[] Sums, float[] Offset) FoldedConvolution(OnnxGraph encoder, MoonshineSize size)
    {
        var quantized = encoder.Initializers["conv2.weight_quantized"];
        var scale = encoder.Initializers["conv2.weight_scale"].Floats()[0];
        var zero = encoder.Initializers["conv2.weight_zero_point"].Floats()[0];
        var gamma = GroupNormConstant(encoder, "/groupnorm/Mul_output_0");
        var beta = GroupNormConstant(encoder, "/groupnorm/Add_output_0");
        var (outputs, inputs, taps) = (size.StemWidth, size.Width, (int)quantized.Dims[2]);
        var values = quantized.Numbers();
        var weights = new float[values.Length];
        var sums = new float[outputs];
        var offset = encoder.Initializers["conv2.bias"].Floats();
        for (var o = 0; o < outputs; o++)
        {
            var (sum, shift) = (0.0, 0.0);
            for (var i = 0; i < inputs; i++)
            {
                for (var k = 0; k < taps; k++)
                {
                    var at = (((o * inputs) + i) * taps) + k;
                    var value = (values[at] * scale) + zero;
                    weights[at] = value * gamma[i];
                    sum += weights[at];
                    shift += value * beta[i];
                }
            }

            sums[o] = (float)sum;
            offset[o] += (float)shift;
        }

        return (OnnxTensor.Create("conv2.weight_folded", quantized.Dims, weights), sums, offset);
    }

    private static float[] GroupNormConstant(OnnxGraph encoder, string output) =>
        encoder.Initializers[encoder.Producer(output).Inputs.Single(encoder.Initializers.ContainsKey)].Floats();
}
