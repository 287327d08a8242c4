using System.Numerics;

namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>Elements of EBML (RFC 8794): an id, a size, data.</summary>
internal static class Ebml
{
    private const int MaxIdSize = 4;
    private const int MaxNumberSize = 8;

    /// <param name="size">Bytes of the data; null where it is not known.</param>
    /// <param name="length">Bytes of id and size.</param>
    /// <returns>False when more bytes are needed.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out uint id, out long? size, out int length)
    {
        (id, size, length) = (0, null, 0);
        if (!TryReadNumber(bytes, MaxIdSize, keepsMark: true, out var idNumber, out var idLength)
            || !TryReadNumber(bytes[idLength..], MaxNumberSize, keepsMark: false, out var sizeNumber, out var sizeLength))
        {
            return false;
        }

        (id, length) = ((uint)idNumber, idLength + sizeLength);
        size = sizeNumber == (1UL << (7 * sizeLength)) - 1 ? null : (long)sizeNumber;
        return true;
    }

    /// <summary>A number of 1 to 8 bytes, whose first says how many they are (§4).</summary>
    /// <returns>False when more bytes are needed.</returns>
    public static bool TryReadNumber(ReadOnlySpan<byte> bytes, int maxLength, bool keepsMark, out ulong value, out int length)
    {
        (value, length) = (0, 0);
        if (bytes.IsEmpty)
        {
            return false;
        }

        length = BitOperations.LeadingZeroCount((uint)bytes[0]) - 23;
        if (length > maxLength)
        {
            throw RecordingException.Broken("there is no element where one has to be");
        }

        if (bytes.Length < length)
        {
            return false;
        }

        value = Unsigned(bytes[..length]);
        value = keepsMark ? value : value & ~(1UL << (7 * length));
        return true;
    }

    /// <summary>The next of a master's children, which is all there.</summary>
    /// <returns>False at the end.</returns>
    public static bool TryReadChild(ref ReadOnlySpan<byte> master, out uint id, out ReadOnlySpan<byte> data)
    {
        id = 0;
        data = default;
        if (master.IsEmpty)
        {
            return false;
        }

        if (!TryReadHeader(master, out id, out var size, out var length) || size is null || size > master.Length - length)
        {
            throw RecordingException.Broken("an element is longer than the one that it is in");
        }

        data = master.Slice(length, (int)size);
        master = master[(length + (int)size)..];
        return true;
    }

    /// <summary>An element's number.</summary>
    public static ulong Unsigned(ReadOnlySpan<byte> data)
    {
        if (data.Length > MaxNumberSize)
        {
            throw RecordingException.Broken("a number has more than 8 bytes");
        }

        var value = 0UL;
        foreach (var part in data)
        {
            value = (value << 8) | part;
        }

        return value;
    }
}
