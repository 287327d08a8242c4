using CsCheck;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class OnnxGraphPruneTests
{
    /// <summary>Graphs without circles, their nodes in any order: node i reads earlier nodes' values, inputs and constants.</summary>
    private static readonly Gen<(int[][] Reads, int[] Order, int[] Outputs)> Shape =
        from size in Gen.Int[1, 20]
        from reads in Gen.Int[-6, size - 1].Array[0, 4].Array[size]
        from order in Gen.Shuffle(Enumerable.Range(0, size).ToArray())
        from outputs in Gen.Int[0, size - 1].Array[1, 3]
        select (reads.Select((r, i) => r.Select(v => Math.Min(v, i - 1)).ToArray()).ToArray(), order, outputs.Distinct().ToArray());

    [Fact]
    public void Pruning_keeps_what_outputs_need_in_order_of_use() => Shape.Sample(shape =>
    {
        var graph = Build(shape);
        graph.Prune();

        var needed = Needed(shape);
        Assert.Equal(needed.Where(v => v >= 0).Select(Name).Order(), graph.Nodes.Select(n => n.Outputs[0]).Order());
        Assert.Equal(needed.Where(v => v is < 0 and >= -3).Select(Name).Order(), graph.Inputs.Order());
        Assert.Equal(needed.Where(v => v < -3).Select(Name).Order(), graph.Initializers.Keys.Order());
        var known = graph.Inputs.Concat(graph.Initializers.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            Assert.All(node.Inputs, i => Assert.Contains(i, known));
            known.UnionWith(node.Outputs);
        }
    });

    [Fact]
    public void Left_out_optional_input_needs_nothing()
    {
        var graph = TestGraphs.Parse(
            [new OnnxNode("Dropout", ["x"], ["unused", ""]), new OnnxNode("Clip", ["x", "", "c"], ["y"])],
            [OnnxTensor.Create("c", [1], 1f)], ["x"], ["y"]);
        graph.Prune();
        Assert.Equal(["Clip"], graph.Nodes.Select(n => n.Op));
    }

    /// <summary>0 and up: nodes; −1 to −3: inputs; −4 to −6: constants.</summary>
    private static string Name(int value) => value >= 0 ? $"n{value}" : value >= -3 ? $"in{value}" : $"c{value}";

    private static OnnxGraph Build((int[][] Reads, int[] Order, int[] Outputs) shape) => TestGraphs.Parse(
        shape.Order.Select(i => new OnnxNode("Sum", shape.Reads[i].Select(Name), [Name(i)])),
        new[] { -4, -5, -6 }.Select(c => OnnxTensor.Create(Name(c), [1], 1f)),
        new[] { -1, -2, -3 }.Select(Name),
        shape.Outputs.Select(Name));

    private static HashSet<int> Needed((int[][] Reads, int[] Order, int[] Outputs) shape)
    {
        var needed = shape.Outputs.ToHashSet();
        for (var node = shape.Reads.Length - 1; node >= 0; node--)
        {
            if (needed.Contains(node))
            {
                needed.UnionWith(shape.Reads[node]);
            }
        }

        return needed;
    }
}
