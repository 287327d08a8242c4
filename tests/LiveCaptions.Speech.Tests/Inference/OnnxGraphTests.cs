using CsCheck;
using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

public sealed class OnnxGraphTests
{
    private static readonly string[] Good = ["add", "if", "optional-outputs-left-out", "circle", "nameless", "constant-without-type"];

    public static TheoryData<string> Names => Corpus.Names("onnx-graph");

    [Theory]
    [MemberData(nameof(Names))]
    public void Corpus_is_read_or_refused(string name) =>
        Assert.Equal(Good.Contains(name), Survives(Corpus.Read("onnx-graph", name)));

    [Fact]
    public void Cut_model_is_read_or_refused()
    {
        var whole = Corpus.Read("onnx-graph", "if");
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.False(Survives(whole.AsMemory(0, length)), $"cut to {length} of {whole.Length} bytes, and read");
        }
    }

    [Fact]
    public void Cut_graph_is_read_or_refused()
    {
        var whole = TestGraphs.Graph([new OnnxNode("Add", ["x", "c"], ["y"]).ToMessage()], [OnnxTensor.Create("c", [1], 1f)], ["x"], ["y"])
            .ToBytes();
        for (var length = 1; length < whole.Length; length++)
        {
            Survives(TestGraphs.Model(whole.AsMemory(0, length)));
        }

        Assert.True(Survives(TestGraphs.Model(whole)));
    }

    [Fact]
    public void Damaged_model_is_read_or_refused()
    {
        var whole = Corpus.Read("onnx-graph", "if");
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(damages =>
        {
            var bytes = whole.ToArray();
            foreach (var (at, value) in damages)
            {
                bytes[at] = value;
            }

            Survives(bytes);
        });
    }

    [Fact]
    public void Written_graph_reads_back_as_it_was()
    {
        var graph = OnnxGraph.Parse(Corpus.Read("onnx-graph", "add"));
        var again = OnnxGraph.Parse(graph.ToBytes());
        Assert.Equal(graph.ToBytes(), again.ToBytes());
        Assert.Equal(["x"], again.Inputs);
        Assert.Equal(["y"], again.Outputs);
        Assert.Equal([1.5f], again.Initializers["c"].Floats());
        Assert.Equal("Add", again.Producer("y").Op);
        Assert.Equal(["Add"], again.Consumers("c").Select(n => n.Op));
    }

    [Fact]
    public void Branch_becomes_a_graph_of_its_own_with_the_outer_constants_and_inputs()
    {
        var outer = OnnxGraph.Parse(Corpus.Read("onnx-graph", "if"));
        var branch = outer.Branch("then_branch");
        branch.Prune();
        var again = OnnxGraph.Parse(branch.ToBytes());
        Assert.Equal(["Add"], again.Nodes.Select(n => n.Op));
        Assert.Equal(["c"], again.Initializers.Keys);
        Assert.Equal(["x"], again.Inputs);
        Assert.Equal(["t"], again.Outputs);
    }

    [Fact]
    public void Branch_keeps_its_own_constant_where_the_outer_one_has_the_same_name()
    {
        var inner = TestGraphs.Graph([new OnnxNode("Neg", ["c"], ["t"]).ToMessage()], [OnnxTensor.Create("c", [1], 2f)], [], ["t"]);
        var outer = OnnxGraph.Parse(TestGraphs.Model(TestGraphs.Graph(
            [TestGraphs.If("flag", "y", inner, inner)], [OnnxTensor.Create("c", [1], 1f)], ["flag"], ["y"]).ToBytes()));
        Assert.Equal([2f], outer.Branch("else_branch").Initializers["c"].Floats());
    }

    [Fact]
    public void Rewired_value_is_read_nowhere_any_more()
    {
        var graph = TestGraphs.Parse([new OnnxNode("Add", ["x", "x"], ["a"]), new OnnxNode("Mul", ["a", "x"], ["y"])], [], ["x"], ["y"]);
        graph.Rewire("x", "z");
        Assert.Empty(graph.Consumers("x"));
        Assert.Equal(["z", "z", "a", "z"], graph.Nodes.SelectMany(n => n.Inputs));
    }

    [Fact]
    public void Edited_graph_runs()
    {
        var graph = TestGraphs.Parse([new OnnxNode("Add", ["x", "c"], ["sum"]), new OnnxNode("Neg", ["x"], ["unused"])], [], [], []);
        graph.Add(OnnxTensor.Create("c", [3], 1f, 2, 3));
        graph.SetInputs([("x", OnnxTensor.ElementType.Float, 1)]);
        graph.SetOutputs(["sum"]);
        graph.Prune();
        using var model = new OnnxModel(graph.ToBytes(), ExecutionProvider.Choose("cpu"));
        using var x = OnnxModel.Tensor(new[] { 10f, 20, 30 }, 3);
        using var outputs = model.Run(["x"], [x]);
        Assert.Equal([11f, 22, 33], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    /// <summary>True when the bytes are read, pruned and written; false for the documented refusal.</summary>
    private static bool Survives(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var graph = OnnxGraph.Parse(bytes);
            graph.Prune();
            OnnxGraph.Parse(graph.ToBytes());
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
