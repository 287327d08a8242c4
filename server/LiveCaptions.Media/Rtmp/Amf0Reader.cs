using System.Buffers.Binary;
using System.Text;

namespace LiveCaptions.Media.Rtmp;

/// <summary>Goes through AMF 0 values one by one. What nobody asks for is passed over; objects may be nested sixteen deep.</summary>
/// <remarks>Every method throws <see cref="RtmpProtocolException"/> where the bytes are no value, or not of
/// the kind that is read.</remarks>
public ref struct Amf0Reader
{
    public const int MaxDepth = 16;

    /// <summary>Bytes of a string that is read; longer ones can only be passed over.</summary>
    public const int MaxStringLength = 4_096;

    private ReadOnlySpan<byte> _rest;

    /// <param name="bytes">Values one behind the other.</param>
    public Amf0Reader(ReadOnlySpan<byte> bytes) => _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Of the value that is read next.</summary>
    public readonly Amf0Type NextType => _rest.IsEmpty ? throw Broken() : (Amf0Type)_rest[0];

    public double ReadNumber()
    {
        Expect(Amf0Type.Number);
        return BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double)));
    }

    public bool ReadBoolean()
    {
        Expect(Amf0Type.Boolean);
        return Take(1)[0] != 0;
    }

    /// <summary>A string, short or long.</summary>
    public string ReadString()
    {
        if (NextType == Amf0Type.LongString)
        {
            Take(1);
            return Text(Take(ReadLength32()));
        }

        Expect(Amf0Type.String);
        return Text(Take(ReadLength16()));
    }

    /// <summary>Enters an object or an ECMA array: properties follow.</summary>
    public void ReadObjectStart()
    {
        if (NextType == Amf0Type.EcmaArray)
        {
            Take(1 + sizeof(uint)); // the number of properties, which the end marker tells too
            return;
        }

        Expect(Amf0Type.Object);
    }

    /// <summary>The name of the next property, whose value is to be read or skipped then.</summary>
    /// <returns>False when the object ends here.</returns>
    public bool TryReadProperty(out ReadOnlySpan<byte> name)
    {
        name = Take(ReadLength16());
        if (!name.IsEmpty || NextType != Amf0Type.ObjectEnd)
        {
            return true;
        }

        Take(1);
        return false;
    }

    /// <summary>Passes over one value, whatever it is.</summary>
    public void Skip() => Skip(MaxDepth);

    private void Skip(int depth)
    {
        if (depth == 0)
        {
            throw Broken();
        }

        switch (NextType)
        {
            case Amf0Type.Object:
            case Amf0Type.EcmaArray:
                ReadObjectStart();
                SkipProperties(depth);
                break;
            case Amf0Type.TypedObject:
                Take(1);
                Take(ReadLength16());
                SkipProperties(depth);
                break;
            case Amf0Type.StrictArray:
                Take(1);
                SkipElements(depth);
                break;
            default:
                SkipPlain();
                break;
        }
    }

    private void SkipProperties(int depth)
    {
        while (TryReadProperty(out _))
        {
            Skip(depth - 1);
        }
    }

    // Each takes a byte at least, so a number that is too high ends with the bytes.
    private void SkipElements(int depth)
    {
        for (var left = BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint))); left > 0; left--)
        {
            Skip(depth - 1);
        }
    }

    private void SkipPlain()
    {
        var type = NextType;
        Take(1);
        switch (type)
        {
            case Amf0Type.Number:
                Take(sizeof(double));
                break;
            case Amf0Type.Boolean:
                Take(1);
                break;
            case Amf0Type.Reference:
                Take(sizeof(ushort));
                break;
            case Amf0Type.Date:
                Take(sizeof(double) + sizeof(ushort));
                break;
            case Amf0Type.String:
                Take(ReadLength16());
                break;
            case Amf0Type.LongString:
            case Amf0Type.Xml:
                Take(ReadLength32());
                break;
            case Amf0Type.Null:
            case Amf0Type.Undefined:
            case Amf0Type.Unsupported:
                break;
            default:
                throw Broken();
        }
    }

    private void Expect(Amf0Type type)
    {
        if (NextType != type)
        {
            throw Broken();
        }

        Take(1);
    }

    private int ReadLength16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    private int ReadLength32() => (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint))), int.MaxValue);

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Broken();
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static string Text(ReadOnlySpan<byte> utf8) => utf8.Length <= MaxStringLength ? Encoding.UTF8.GetString(utf8) : throw Broken();

    private static RtmpProtocolException Broken() => new("A command is no valid AMF 0.");
}
