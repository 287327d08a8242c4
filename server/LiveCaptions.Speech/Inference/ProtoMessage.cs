using System.Buffers.Binary;
using System.Text;

namespace LiveCaptions.Speech.Inference;

/// <summary>
/// A protobuf message as its fields in order, nested messages unparsed: enough to edit a model without a schema or generated code
/// (https://protobuf.dev/programming-guides/encoding/). Values are views of the bytes that were parsed, and messages are put into others as
/// they are, so large weights are copied once: into what is written in the end.
/// </summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const ulong LastField = (1 << 29) - 1;

    private readonly List<Field> _fields = [];

    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public static ProtoMessage Parse(ReadOnlyMemory<byte> bytes)
    {
        var message = new ProtoMessage();
        var at = 0;
        while (at < bytes.Length)
        {
            var tag = ReadVarint(bytes.Span, ref at);
            if (tag >> 3 is 0 or > LastField)
            {
                throw new InvalidDataException($"Not a protobuf message: field number {tag >> 3}.");
            }

            var (number, wire) = ((int)(tag >> 3), (int)(tag & 7));

            message._fields.Add(wire switch
            {
                Varint => new Field(number, wire, ReadVarint(bytes.Span, ref at)),
                Fixed64 => new Field(number, wire, Bytes: Take(bytes, ref at, 8)),
                Delimited => new Field(number, wire, Bytes: Take(bytes, ref at, ReadVarint(bytes.Span, ref at))),
                Fixed32 => new Field(number, wire, Bytes: Take(bytes, ref at, 4)),
                _ => throw new InvalidDataException($"Not a protobuf message: wire type {wire}."),
            });
        }

        return message;
    }

    public IEnumerable<ReadOnlyMemory<byte>> All(int number) =>
        _fields.Where(f => f.Number == number && f.Wire == Delimited).Select(Content);

    public ReadOnlyMemory<byte> Bytes(int number) => All(number).LastOrDefault();

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number).Span);

    /// <summary>The varints of a repeated field, packed or not.</summary>
    public IReadOnlyList<long> Integers(int number)
    {
        var values = new List<long>();
        foreach (var field in _fields.Where(f => f.Number == number))
        {
            if (field.Wire == Varint)
            {
                values.Add((long)field.Value);
            }

            for (var at = 0; at < field.Bytes.Length;)
            {
                values.Add((long)ReadVarint(field.Bytes.Span, ref at));
            }
        }

        return values;
    }

    public ProtoMessage Add(int number, ReadOnlyMemory<byte> bytes)
    {
        _fields.Add(new Field(number, Delimited, Bytes: bytes));
        return this;
    }

    public ProtoMessage Add(int number, string text) => Add(number, Encoding.UTF8.GetBytes(text));

    /// <param name="message">Must not be changed any more. It is written when this one is.</param>
    public ProtoMessage Add(int number, ProtoMessage message)
    {
        _fields.Add(new Field(number, Delimited, Message: message));
        return this;
    }

    public ProtoMessage Add(int number, long value)
    {
        _fields.Add(new Field(number, Varint, (ulong)value));
        return this;
    }

    public ProtoMessage Add(int number, float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _fields.Add(new Field(number, Fixed32, Bytes: bytes));
        return this;
    }

    public ProtoMessage Remove(int number)
    {
        _fields.RemoveAll(f => f.Number == number);
        return this;
    }

    public ProtoMessage Set(int number, ProtoMessage message) => Remove(number).Add(number, message);

    public byte[] ToBytes()
    {
        var bytes = new byte[Length()];
        var at = 0;
        Write(bytes, ref at);
        return bytes;
    }

    private int Length() => _fields.Sum(Length);

    private void Write(byte[] bytes, ref int at)
    {
        foreach (var field in _fields)
        {
            WriteVarint(bytes, ref at, Tag(field));
            if (field.Wire == Varint)
            {
                WriteVarint(bytes, ref at, field.Value);
                continue;
            }

            if (field.Wire == Delimited)
            {
                WriteVarint(bytes, ref at, (ulong)ContentLength(field));
            }

            field.Message?.Write(bytes, ref at);
            field.Bytes.Span.CopyTo(bytes.AsSpan(at));
            at += field.Bytes.Length;
        }
    }

    private static ulong Tag(Field field) => ((ulong)field.Number << 3) | (uint)field.Wire;

    private static int Length(Field field) => VarintLength(Tag(field)) + field.Wire switch
    {
        Varint => VarintLength(field.Value),
        Delimited => WithPrefix(ContentLength(field)),
        _ => field.Bytes.Length,
    };

    private static ReadOnlyMemory<byte> Content(Field field) => field.Message is { } message ? message.ToBytes() : field.Bytes;

    private static int ContentLength(Field field) => field.Message?.Length() ?? field.Bytes.Length;

    private static int WithPrefix(int length) => VarintLength((ulong)length) + length;

    private static ReadOnlyMemory<byte> Take(ReadOnlyMemory<byte> bytes, ref int at, ulong length)
    {
        if (length > (ulong)(bytes.Length - at))
        {
            throw new InvalidDataException("Not a protobuf message: a field runs past the end.");
        }

        var value = bytes.Slice(at, (int)length);
        at += (int)length;
        return value;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= bytes.Length)
            {
                throw new InvalidDataException("Not a protobuf message: it ends inside a number.");
            }

            var b = bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("Not a protobuf message: a number is longer than ten bytes.");
    }

    private static int VarintLength(ulong value)
    {
        var length = 1;
        for (; value >= 0x80; value >>= 7)
        {
            length++;
        }

        return length;
    }

    private static void WriteVarint(byte[] bytes, ref int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes[at++] = (byte)(value | 0x80);
        }

        bytes[at++] = (byte)value;
    }

    /// <summary>A field has one of the last three.</summary>
    private readonly record struct Field(
        int Number, int Wire, ulong Value = 0, ReadOnlyMemory<byte> Bytes = default, ProtoMessage? Message = null);
}
