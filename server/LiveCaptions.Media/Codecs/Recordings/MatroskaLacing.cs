namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>How long the frames of one block are (RFC 9559 §10.3).</summary>
internal static class MatroskaLacing
{
    private const int Xiph = 1;
    private const int Fixed = 2;
    private const int More = 255;

    /// <param name="kind">The two bits of the block's flags.</param>
    /// <param name="data">Behind the flags; in the end the frames.</param>
    /// <returns>Bytes of each frame.</returns>
    public static List<int> Read(int kind, ref ReadOnlyMemory<byte> data)
    {
        if (kind == 0)
        {
            return [data.Length];
        }

        var rest = data.Span;
        var count = Take(ref rest, 1)[0] + 1;
        List<int> sizes = kind switch
        {
            Fixed => [.. Enumerable.Repeat(rest.Length / count, count - 1)],
            Xiph => ReadXiph(ref rest, count - 1),
            _ => ReadEbml(ref rest, count - 1),
        };
        var last = rest.Length - sizes.Sum();
        if (last < 0 || sizes.Exists(size => size < 0))
        {
            throw RecordingException.Broken("frames are longer than their block");
        }

        sizes.Add(last);
        data = data[^rest.Length..];
        return sizes;
    }

    // Bytes that are added up, the last of which is below 255.
    private static List<int> ReadXiph(ref ReadOnlySpan<byte> rest, int count)
    {
        var sizes = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            var size = 0;
            byte part;
            do
            {
                part = Take(ref rest, 1)[0];
                size += part;
            }
            while (part == More);
            sizes.Add(size);
        }

        return sizes;
    }

    // The first as a number, the others by how much they are more or less than the one before.
    private static List<int> ReadEbml(ref ReadOnlySpan<byte> rest, int count)
    {
        var sizes = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            const int MaxLength = 4;
            if (!Ebml.TryReadNumber(rest, MaxLength, keepsMark: false, out var number, out var length))
            {
                throw RecordingException.Broken("a block ends amid its header");
            }

            Take(ref rest, length);
            sizes.Add(i == 0 ? (int)number : sizes[i - 1] + (int)number - (1 << ((7 * length) - 1)) + 1);
        }

        return sizes;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (rest.Length < count)
        {
            throw RecordingException.Broken("a block ends amid its header");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
