namespace LiveCaptions.Speech.Inference;

/// <summary>A node of an ONNX graph (NodeProto in onnx.proto).</summary>
internal sealed class OnnxNode
{
    private const int InputField = 1;
    private const int OutputField = 2;
    private const int NameField = 3;
    private const int OperatorField = 4;
    private const int AttributeField = 5;
    private const int DomainField = 7;

    private readonly List<ProtoMessage> _attributes;
    private readonly string _domain;

    public OnnxNode(string op, IEnumerable<string> inputs, IEnumerable<string> outputs, string? name = null, string domain = "")
    {
        Op = op;
        Inputs = [.. inputs];
        Outputs = [.. outputs];
        Name = name ?? Outputs[0];
        _domain = domain;
        _attributes = [];
    }

    private OnnxNode(ProtoMessage message)
    {
        Op = message.Text(OperatorField);
        Name = message.Text(NameField);
        _domain = message.Text(DomainField);
        Inputs = [.. message.All(InputField).Select(Text)];
        Outputs = [.. message.All(OutputField).Select(Text)];
        _attributes = [.. message.All(AttributeField).Select(ProtoMessage.Parse)];
    }

    public string Op { get; }

    public string Name { get; }

    public List<string> Inputs { get; }

    public List<string> Outputs { get; }

    public static OnnxNode Parse(ReadOnlyMemory<byte> bytes) => new(ProtoMessage.Parse(bytes));

    /// <summary>The body of a control-flow attribute, such as an If's <c>then_branch</c> (AttributeProto.g).</summary>
    public OnnxGraph Subgraph(string name) =>
        OnnxGraph.ParseGraph(_attributes.First(a => a.Text(1) == name).Bytes(6));

    /// <summary>The value of an attribute that is a tensor, such as a Constant's <c>value</c> (AttributeProto.t).</summary>
    public OnnxTensor Tensor(string name) => OnnxTensor.Parse(_attributes.First(a => a.Text(1) == name).Bytes(5));

    public OnnxNode With(string attribute, long value)
    {
        _attributes.Add(new ProtoMessage().Add(1, attribute).Add(3, value).Add(20, 2L));
        return this;
    }

    public OnnxNode With(string attribute, params long[] values)
    {
        var message = new ProtoMessage().Add(1, attribute);
        foreach (var value in values)
        {
            message.Add(8, value);
        }

        _attributes.Add(message.Add(20, 7L));
        return this;
    }

    public ProtoMessage ToMessage()
    {
        var message = new ProtoMessage();
        Inputs.ForEach(i => message.Add(InputField, i));
        Outputs.ForEach(o => message.Add(OutputField, o));
        message.Add(NameField, Name).Add(OperatorField, Op);
        _attributes.ForEach(a => message.Add(AttributeField, a));
        return _domain.Length == 0 ? message : message.Add(DomainField, _domain);
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);
}
