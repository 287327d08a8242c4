using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

/// <summary>Small ONNX models, put together field by field as onnx.proto says.</summary>
internal static class TestGraphs
{
    public static OnnxGraph Parse(
        IEnumerable<OnnxNode> nodes, IEnumerable<OnnxTensor> constants, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        OnnxGraph.Parse(Model(Graph(nodes.Select(n => n.ToMessage()), constants, inputs, outputs).ToBytes()));

    public static byte[] Model(ReadOnlyMemory<byte> graph) =>
        new ProtoMessage().Add(1, 8L).Add(8, new ProtoMessage().Add(1, "").Add(2, 14L)).Add(7, graph).ToBytes();

    public static ProtoMessage Graph(
        IEnumerable<ProtoMessage> nodes, IEnumerable<OnnxTensor> constants, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var graph = new ProtoMessage();
        AddAll(1, nodes);
        graph.Add(2, "main");
        AddAll(5, constants.Select(c => c.ToMessage()));
        AddAll(11, inputs.Select(name => Value(name)));
        AddAll(12, outputs.Select(name => Value(name)));
        return graph;

        void AddAll(int number, IEnumerable<ProtoMessage> messages)
        {
            foreach (var message in messages)
            {
                graph.Add(number, message);
            }
        }
    }

    /// <summary>A model whose inputs have types and shapes.</summary>
    /// <param name="inputs">As <see cref="Value(string, int, long[])"/> makes them.</param>
    public static byte[] Model(ProtoMessage[] inputs, string[] outputs, OnnxTensor[] constants, params OnnxNode[] nodes)
    {
        var graph = Graph(nodes.Select(n => n.ToMessage()), constants, [], outputs);
        foreach (var input in inputs)
        {
            graph.Add(11, input);
        }

        return Model(graph.ToBytes());
    }

    /// <summary>ValueInfoProto; a dimension of −1 varies.</summary>
    public static ProtoMessage Value(string name, int type, params long[] shape)
    {
        var dims = new ProtoMessage();
        foreach (var (at, dim) in shape.Index())
        {
            dims.Add(1, dim < 0 ? new ProtoMessage().Add(2, $"{name}_{at}") : new ProtoMessage().Add(1, dim));
        }

        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, new ProtoMessage().Add(1, (long)type).Add(2, dims)));
    }

    /// <summary>An If with two branches, which see the outer graph's values.</summary>
    public static ProtoMessage If(string condition, string output, ProtoMessage then, ProtoMessage otherwise) =>
        new ProtoMessage().Add(1, condition).Add(2, output).Add(4, "If")
            .Add(5, Branch("then_branch", then)).Add(5, Branch("else_branch", otherwise));

    private static ProtoMessage Branch(string name, ProtoMessage graph) => new ProtoMessage().Add(1, name).Add(6, graph).Add(20, 5L);

    private static ProtoMessage Value(string name) => new ProtoMessage().Add(1, name);
}
