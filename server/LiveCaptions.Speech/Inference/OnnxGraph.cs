using System.Text;

namespace LiveCaptions.Speech.Inference;

/// <summary>
/// An ONNX graph that can be edited and written again (GraphProto and ModelProto in onnx.proto), for the rewrites that make a published
/// model fit for streaming. Knows nothing of any model.
/// </summary>
internal sealed class OnnxGraph
{
    private const int NodeField = 1;
    private const int NameField = 2;
    private const int InitializerField = 5;
    private const int InputField = 11;
    private const int OutputField = 12;
    private const int ModelGraphField = 7;
    private const int ModelOpsetField = 8;

    private readonly List<(string Name, ReadOnlyMemory<byte> Value)> _inputs;
    private readonly List<(string Name, ReadOnlyMemory<byte> Value)> _outputs;

    private OnnxGraph(ProtoMessage graph, ProtoMessage model)
    {
        Model = model;
        Nodes = [.. graph.All(NodeField).Select(OnnxNode.Parse)];
        Initializers = ByName(graph.All(InitializerField).Select(OnnxTensor.Parse).Select(t => (t.Name, t)));
        _inputs = [.. graph.All(InputField).Select(Named)];
        _outputs = [.. graph.All(OutputField).Select(Named)];
    }

    public List<OnnxNode> Nodes { get; }

    public Dictionary<string, OnnxTensor> Initializers { get; }

    public IEnumerable<string> Inputs => _inputs.Select(i => i.Name);

    public IEnumerable<string> Outputs => _outputs.Select(o => o.Name);

    /// <summary>The model around the graph: versions and operator sets; its graph field is replaced on writing.</summary>
    private ProtoMessage Model { get; set; }

    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    public static OnnxGraph Parse(ReadOnlyMemory<byte> model)
    {
        var message = ProtoMessage.Parse(model);
        var graph = message.Bytes(ModelGraphField);
        return graph.Length > 0
            ? new OnnxGraph(ProtoMessage.Parse(graph), message)
            : throw new InvalidDataException("Not an ONNX model: it holds no graph.");
    }

    public static OnnxGraph ParseGraph(ReadOnlyMemory<byte> graph) => new(ProtoMessage.Parse(graph), new ProtoMessage());

    /// <summary>A branch of this graph's only If as a graph of its own, with this graph's inputs and constants.</summary>
    public OnnxGraph Branch(string name)
    {
        var branch = Nodes.Single(n => n.Op == "If").Subgraph(name);
        foreach (var (key, value) in Initializers)
        {
            branch.Initializers.TryAdd(key, value);
        }

        branch._inputs.AddRange(_inputs);
        branch.Model = Model;
        return branch;
    }

    public OnnxNode? FindProducer(string value) => Nodes.FirstOrDefault(n => n.Outputs.Contains(value, StringComparer.Ordinal));

    public OnnxNode Producer(string value) => Nodes.Single(n => n.Outputs.Contains(value, StringComparer.Ordinal));

    public IEnumerable<OnnxNode> Consumers(string value) => Nodes.Where(n => n.Inputs.Contains(value, StringComparer.Ordinal));

    public void Add(OnnxTensor constant) => Initializers[constant.Name] = constant;

    /// <summary>Everything that read <paramref name="from"/> reads <paramref name="to"/>.</summary>
    public void Rewire(string from, string to)
    {
        foreach (var node in Nodes)
        {
            for (var i = 0; i < node.Inputs.Count; i++)
            {
                node.Inputs[i] = node.Inputs[i] == from ? to : node.Inputs[i];
            }
        }
    }

    /// <summary>Replaces the inputs: name, element type (1 float, 7 int64), and the number of dimensions, all dynamic.</summary>
    public void SetInputs(IEnumerable<(string Name, OnnxTensor.ElementType Type, int Rank)> inputs)
    {
        _inputs.Clear();
        _inputs.AddRange(inputs.Select(i => (i.Name, (ReadOnlyMemory<byte>)Value(i.Name, i.Type, i.Rank).ToBytes())));
    }

    /// <summary>Replaces the outputs. A name alone will do: ONNX Runtime infers the type.</summary>
    public void SetOutputs(IEnumerable<string> names)
    {
        _outputs.Clear();
        _outputs.AddRange(names.Select(n => (n, (ReadOnlyMemory<byte>)new ProtoMessage().Add(1, n).ToBytes())));
    }

    /// <summary>Drops nodes, constants and inputs that no output needs, and puts the nodes in order of use.</summary>
    /// <exception cref="InvalidDataException">Two nodes make the same value.</exception>
    public void Prune()
    {
        // A value without a name is an optional one that is left out.
        var producers = ByName(Nodes.SelectMany(n => n.Outputs.Where(o => o.Length > 0).Select(o => (o, n))));
        var needed = new HashSet<OnnxNode>();
        var ordered = new List<OnnxNode>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var output in Outputs)
        {
            Visit(output);
        }

        Nodes.Clear();
        Nodes.AddRange(ordered);
        foreach (var name in Initializers.Keys.Where(k => !used.Contains(k)).ToArray())
        {
            Initializers.Remove(name);
        }

        _inputs.RemoveAll(i => !used.Contains(i.Name));

        void Visit(string value)
        {
            used.Add(value);
            if (producers.TryGetValue(value, out var node) && needed.Add(node))
            {
                node.Inputs.ForEach(Visit);
                ordered.Add(node);
            }
        }
    }

    public byte[] ToBytes()
    {
        var graph = new ProtoMessage().Add(NameField, "main");
        Nodes.ForEach(n => graph.Add(NodeField, n.ToMessage()));
        foreach (var constant in Initializers.Values)
        {
            graph.Add(InitializerField, constant.ToMessage());
        }

        _inputs.ForEach(i => graph.Add(InputField, i.Value));
        _outputs.ForEach(o => graph.Add(OutputField, o.Value));
        return Model.Set(ModelGraphField, graph).ToBytes();
    }

    /// <summary>Makes ONNX Runtime's own operators usable.</summary>
    public void ImportContribOperators() =>
        Model.Add(ModelOpsetField, new ProtoMessage().Add(1, "com.microsoft").Add(2, 1L));

    private static Dictionary<string, T> ByName<T>(IEnumerable<(string Name, T Value)> values)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (!byName.TryAdd(name, value))
            {
                throw new InvalidDataException($"Not an ONNX model: '{name}' is there twice.");
            }
        }

        return byName;
    }

    private static (string Name, ReadOnlyMemory<byte> Value) Named(ReadOnlyMemory<byte> value) =>
        (Encoding.UTF8.GetString(ProtoMessage.Parse(value).Bytes(1).Span), value);

    private static ProtoMessage Value(string name, OnnxTensor.ElementType type, int rank)
    {
        var shape = new ProtoMessage();
        for (var i = 0; i < rank; i++)
        {
            shape.Add(1, new ProtoMessage().Add(2, $"{name}_{i}"));
        }

        var tensor = new ProtoMessage().Add(1, (long)type).Add(2, shape);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, tensor));
    }
}
