using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Tests.Inference;

/// <summary>Small ONNX models, put together field by field as onnx.proto says.</summary>
internal static class TestGraphs
{
    public static OnnxGraph Parse(IEnumerable<OnnxNode> nodes, IEnumerable<OnnxTensor> constants, IEnumerable<string> inputs, IEnumerable<string> outputs) =>
        OnnxGraph.Parse(Model(Graph(nodes.Select(n => n.ToMessage()), constants, inputs, outputs).ToBytes()));

    public static byte[] Model(ReadOnlyMemory<byte> graph) =>
        new ProtoMessage().Add(1, 8L).Add(8, new ProtoMessage().Add(1, "").Add(2, 14L)).Add(7, graph).ToBytes();

    public static ProtoMessage Graph(IEnumerable<ProtoMessage> nodes, IEnumerable<OnnxTensor> constants, IEnumerable<string> inputs, IEnumerable<string> outputs)
    {
        var graph = new ProtoMessage();
        AddAll(1, nodes);
        graph.Add(2, "main");
        AddAll(5, constants.Select(c => c.ToMessage()));
        AddAll(11, inputs.Select(Value));
        AddAll(12, outputs.Select(Value));
        return graph;

        void AddAll(int number, IEnumerable<ProtoMessage> messages)
        {
            foreach (var message in messages)
            {
                graph.Add(number, message);
            }
        }
    }

    /// <summary>An If with two branches, which see the outer graph's values.</summary>
    public static ProtoMessage If(string condition, string output, ProtoMessage then, ProtoMessage otherwise) =>
        new ProtoMessage().Add(1, condition).Add(2, output).Add(4, "If").Add(5, Branch("then_branch", then)).Add(5, Branch("else_branch", otherwise));

    private static ProtoMessage Branch(string name, ProtoMessage graph) => new ProtoMessage().Add(1, name).Add(6, graph).Add(20, 5L);

    private static ProtoMessage Value(string name) => new ProtoMessage().Add(1, name);
}
