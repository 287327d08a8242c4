using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LiveCaptions.Speech.Inference;

/// <summary>A constant of an ONNX graph (TensorProto in onnx.proto).</summary>
internal sealed class OnnxTensor
{
    private const int DimsField = 1;
    private const int TypeField = 2;
    private const int FloatsField = 4;
    private const int IntegersField = 5;
    private const int LongsField = 7;
    private const int NameField = 8;
    private const int RawField = 9;

    private readonly ProtoMessage _message;

    private OnnxTensor(ProtoMessage message)
    {
        _message = message;
        Name = message.Text(NameField);
    }

    public enum ElementType
    {
        Undefined = 0,
        Float = 1,
        UInt8 = 2,
        Int8 = 3,
        Int64 = 7,
    }

    public string Name { get; }

    public ElementType Type => (ElementType)_message.Integers(TypeField).LastOrDefault();

    public IReadOnlyList<long> Dims => _message.Integers(DimsField);

    /// <summary>The values of a tensor of bytes, however they are stored.</summary>
    public byte[] Bytes()
    {
        var raw = _message.Bytes(RawField);
        return raw.Length > 0 ? raw.ToArray() : [.. _message.Integers(IntegersField).Select(i => (byte)i)];
    }

    public static OnnxTensor Parse(ReadOnlyMemory<byte> bytes) => new(ProtoMessage.Parse(bytes));

    public static OnnxTensor Create(string name, ElementType type, IEnumerable<long> dims, ReadOnlyMemory<byte> raw)
    {
        var message = new ProtoMessage();
        foreach (var dim in dims)
        {
            message.Add(DimsField, dim);
        }

        return new OnnxTensor(message.Add(TypeField, (long)type).Add(NameField, name).Add(RawField, raw));
    }

    public static OnnxTensor Create(string name, IEnumerable<long> dims, params ReadOnlySpan<float> values) =>
        Create(name, ElementType.Float, dims, MemoryMarshal.AsBytes(values).ToArray());

    public static OnnxTensor Create(string name, IEnumerable<long> dims, params ReadOnlySpan<long> values) =>
        Create(name, ElementType.Int64, dims, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The values of a tensor of bytes, signed or not, as numbers.</summary>
    public int[] Numbers() => Type == ElementType.Int8
        ? Array.ConvertAll(Bytes(), b => (int)(sbyte)b)
        : Array.ConvertAll(Bytes(), b => (int)b);

    /// <summary>The values of a float tensor, however they are stored.</summary>
    public float[] Floats()
    {
        var raw = _message.Bytes(RawField);
        if (raw.Length == 0)
        {
            raw = _message.Bytes(FloatsField);
        }

        var values = new float[raw.Length / 4];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(raw.Span[(4 * i)..]);
        }

        return values;
    }

    /// <summary>The values of a tensor of 64-bit integers, however they are stored.</summary>
    public long[] Integers()
    {
        var raw = _message.Bytes(RawField);
        return raw.Length > 0 ? MemoryMarshal.Cast<byte, long>(raw.Span).ToArray() : [.. _message.Integers(LongsField)];
    }

    public ProtoMessage ToMessage() => _message;
}
