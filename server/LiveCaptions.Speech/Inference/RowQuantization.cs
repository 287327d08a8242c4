namespace LiveCaptions.Speech.Inference;

/// <summary>
/// Makes a dynamically quantised graph quantise each text of a pass by itself. As published, one scale fits all texts of a pass, so what a
/// text gives depends on the texts beside it. Behind this each gets, bit for bit, what it would have got alone.
/// </summary>
/// <remarks>
/// Values are [texts, 1, K]. DynamicQuantizeLinear's scale and zero point per text, in its own rounding, go to QuantizeLinear, which takes
/// one of each per text. With x = s (q − z) for each text: x·w = s (q·w − z Σw), so the zero point, of which a product takes only one,
/// leaves the product and comes back as a multiple of the weights' sums. Those are whole numbers, which floats hold exactly below 2^24.
/// A symmetric scale would need no zero point, and costs 1.5 points of the word error rate.
/// </remarks>
internal static class RowQuantization
{
    private const string Steps = "rows_steps";
    private const string Column = "rows_column";
    private const string One = "rows_one";
    private const string NoZero = "rows_no_zero";

    public static void Apply(OnnxGraph graph)
    {
        graph.ImportContribOperators();
        graph.Add(OnnxTensor.Create(Steps, [1], 255f));
        graph.Add(OnnxTensor.Create(Column, [3], -1L, 1L, 1L));
        graph.Add(OnnxTensor.Create(One, [], 1f));
        graph.Add(OnnxTensor.Create(NoZero, OnnxTensor.ElementType.UInt8, [], new byte[1]));
        foreach (var node in graph.Nodes.Where(n => n.Op == "DynamicQuantizeLinear").ToArray())
        {
            var (values, quantized, scale, zero) = (node.Inputs[0], node.Outputs[0], node.Outputs[1], node.Outputs[2]);
            graph.Nodes.Remove(node);
            graph.Nodes.AddRange(Quantize(values, quantized, scale, zero));
            foreach (var product in graph.Consumers(zero).Where(n => n.Op == "MatMulInteger").ToArray())
            {
                MoveZeroPoint(graph, product, zero);
            }
        }
    }

    /// <returns>Quantised values [texts,1,K], scale [texts,1,1], zero point [texts,1,1] as floats.</returns>
    private static OnnxNode[] Quantize(string values, string quantized, string scale, string zero) =>
    [
        new OnnxNode("ReduceMax", [values], [quantized + "_largest"]).With("keepdims", 0L).With("axes", [1L, 2L]),
        new OnnxNode("ReduceMin", [values], [quantized + "_smallest"]).With("keepdims", 0L).With("axes", [1L, 2L]),
        new("Relu", [quantized + "_largest"], [quantized + "_above"]),
        new("Neg", [quantized + "_smallest"], [quantized + "_negated"]),
        new("Relu", [quantized + "_negated"], [quantized + "_below"]),
        new("Add", [quantized + "_above", quantized + "_below"], [quantized + "_range"]),
        new("Div", [quantized + "_range", Steps], [quantized + "_scales"]),
        new OnnxNode("QuantizeLinear", [quantized + "_below", quantized + "_scales"], [quantized + "_zeros"]).With("axis", 0L),
        new OnnxNode("QuantizeLinear", [values, quantized + "_scales", quantized + "_zeros"], [quantized]).With("axis", 0L),
        new("Reshape", [quantized + "_scales", Column], [scale]),
        new("Reshape", [quantized + "_zeros", Column], [quantized + "_zero_column"]),
        new OnnxNode("Cast", [quantized + "_zero_column"], [zero]).With("to", 1L),
    ];

    private static void MoveZeroPoint(OnnxGraph graph, OnnxNode product, string zero)
    {
        var cast = graph.Consumers(product.Outputs[0]).Single();
        var result = cast.Outputs[0];
        var (weights, weightsZero) = (product.Inputs[1], product.Inputs[3]);
        var sums = weights + "_sums";
        graph.Add(Sums(sums, graph.Initializers[weights], graph.Initializers[weightsZero].Numbers()[0]));
        graph.Nodes.Remove(product);
        graph.Nodes.Remove(cast);
        graph.Nodes.AddRange(
        [
            new OnnxNode(
                "MatMulIntegerToFloat", [product.Inputs[0], weights, One, One, NoZero, weightsZero],
                [result + "_shifted"], domain: "com.microsoft"),
            new OnnxNode("Mul", [zero, sums], [result + "_shift"]),
            new OnnxNode("Sub", [result + "_shifted", result + "_shift"], [result]),
        ]);
    }

    /// <summary>Of each column of the weights, less their own zero point.</summary>
    private static OnnxTensor Sums(string name, OnnxTensor weights, int zero)
    {
        var sums = new float[weights.Dims[1]];
        var (values, signed) = (weights.Bytes(), weights.Type == OnnxTensor.ElementType.Int8);
        for (var i = 0; i < values.Length; i++)
        {
            sums[i % sums.Length] += (signed ? (sbyte)values[i] : values[i]) - zero;
        }

        return OnnxTensor.Create(name, [sums.Length], sums);
    }
}
