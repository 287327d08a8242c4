using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class RowQuantizationTests
{
    private const int Inputs = 64;
    private const int Columns = 48;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Row_gets_bit_for_bit_what_the_published_graph_gives_it_alone(bool signed)
    {
        var weights = signed ? OnnxTensor.ElementType.Int8 : OnnxTensor.ElementType.UInt8;
        using var published = Load(Layer(weights), edit: false);
        using var byRow = Load(Layer(weights), edit: true);
        var rows = Rows();
        var together = Run(byRow, rows);
        Assert.Equal(rows.SelectMany(row => Run(published, [row])), together);
    }

    [Fact]
    public void Published_graph_gives_a_row_something_else_beside_a_louder_one()
    {
        using var published = Load(Layer(OnnxTensor.ElementType.UInt8), edit: false);
        var rows = Rows();
        Assert.NotEqual(rows.SelectMany(row => Run(published, [row])), Run(published, rows));
    }

    /// <summary>Quiet, loud, all above nothing, all below it, and nothing at all.</summary>
    private static float[][] Rows()
    {
        var random = new Random(7);
        return
        [
            Row(() => (random.NextSingle() - 0.5f) / 100),
            Row(() => (random.NextSingle() - 0.3f) * 90),
            Row(() => 1 + random.NextSingle()),
            Row(() => -2 - random.NextSingle()),
            Row(() => 0),
            Row(() => (random.NextSingle() - 0.5f) * 3),
        ];
    }

    private static float[] Row(Func<float> next) => [.. Enumerable.Range(0, Inputs).Select(_ => next())];

    /// <summary>A quantised layer with a bias, as exporters write it.</summary>
    private static byte[] Layer(OnnxTensor.ElementType type)
    {
        var random = new Random(3);
        var weights = new byte[Inputs * Columns];
        random.NextBytes(weights);
        return TestGraphs.Model(
            [TestGraphs.Value("x", 1, -1, 1, Inputs)],
            ["y"],
            [
                OnnxTensor.Create("w", type, [Inputs, Columns], weights),
                OnnxTensor.Create("w_zero", type, [], new byte[] { 119 }),
                OnnxTensor.Create("w_scale", [], 0.0123f),
                OnnxTensor.Create("bias", [Columns], [.. Enumerable.Range(0, Columns).Select(_ => random.NextSingle())]),
            ],
            new OnnxNode("DynamicQuantizeLinear", ["x"], ["q", "q_scale", "q_zero"]),
            new OnnxNode("MatMulInteger", ["q", "w", "q_zero", "w_zero"], ["whole"]),
            new OnnxNode("Cast", ["whole"], ["number"]).With("to", 1L),
            new OnnxNode("Mul", ["q_scale", "w_scale"], ["scale"]),
            new OnnxNode("Mul", ["number", "scale"], ["product"]),
            new OnnxNode("Add", ["product", "bias"], ["y"]));
    }

    private static OnnxModel Load(byte[] model, bool edit)
    {
        var graph = OnnxGraph.Parse(model);
        if (edit)
        {
            RowQuantization.Apply(graph);
            graph.Prune();
        }

        return new OnnxModel(graph.ToBytes(), ExecutionProvider.Choose("cpu"));
    }

    private static float[] Run(OnnxModel model, float[][] rows)
    {
        using var x = OnnxModel.Tensor(rows.SelectMany(row => row).ToArray(), rows.Length, 1, Inputs);
        using var outputs = model.Run(["x"], [x]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
