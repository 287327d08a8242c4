using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace LiveCaptions.Media.Rtmp;

/// <summary>Writes AMF 0 values one behind the other.</summary>
public readonly struct Amf0Writer(IBufferWriter<byte> output)
{
    public Amf0Writer Number(double value)
    {
        var bytes = output.GetSpan(1 + sizeof(double));
        bytes[0] = (byte)Amf0Type.Number;
        BinaryPrimitives.WriteDoubleBigEndian(bytes[1..], value);
        output.Advance(1 + sizeof(double));
        return this;
    }

    public Amf0Writer Boolean(bool value)
    {
        output.Write((ReadOnlySpan<byte>)[(byte)Amf0Type.Boolean, value ? (byte)1 : (byte)0]);
        return this;
    }

    /// <param name="value">At most 65,535 bytes of UTF-8.</param>
    /// <exception cref="ArgumentException">It is longer.</exception>
    public Amf0Writer String(string value)
    {
        output.Write((ReadOnlySpan<byte>)[(byte)Amf0Type.String]);
        return Text(value);
    }

    public Amf0Writer Null()
    {
        output.Write((ReadOnlySpan<byte>)[(byte)Amf0Type.Null]);
        return this;
    }

    /// <summary>Begins an object; properties follow, each a <see cref="Property"/> and a value.</summary>
    public Amf0Writer StartObject()
    {
        output.Write((ReadOnlySpan<byte>)[(byte)Amf0Type.Object]);
        return this;
    }

    public Amf0Writer Property(string name) => Text(name);

    public Amf0Writer EndObject()
    {
        output.Write((ReadOnlySpan<byte>)[0, 0, (byte)Amf0Type.ObjectEnd]);
        return this;
    }

    private Amf0Writer Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        if (length > ushort.MaxValue)
        {
            throw new ArgumentException("Longer than a string of AMF 0 can be.", nameof(value));
        }

        var bytes = output.GetSpan(sizeof(ushort) + length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)length);
        Encoding.UTF8.GetBytes(value, bytes[sizeof(ushort)..]);
        output.Advance(sizeof(ushort) + length);
        return this;
    }
}
