namespace LiveCaptions.Media.Codecs;

/// <summary>Coded sound that is kept as if it were 16-bit samples, as on a CD or a digital cable: played as samples it is noise.</summary>
internal static class CodedSound
{
    // ETSI TS 102 114: a DTS core frame in words of 16 or 14 bits, either byte order; IEC 61937: the preamble Pa Pb of a burst.
    private static readonly byte[][] Marks =
    [
        [0x7F, 0xFE, 0x80, 0x01], [0xFE, 0x7F, 0x01, 0x80], [0x1F, 0xFF, 0xE8, 0x00],
        [0xFF, 0x1F, 0x00, 0xE8], [0x72, 0xF8, 0x1F, 0x4E], [0xF8, 0x72, 0x4E, 0x1F],
    ];

    /// <summary>Real samples have such a mark by chance once in hours of noise: two of the same, frame by frame, are no chance.</summary>
    private const int Frames = 2;

    /// <param name="bytes">The first samples of the file.</param>
    public static bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var mark in Marks)
        {
            if (bytes.Count(mark) >= Frames)
            {
                return true;
            }
        }

        return false;
    }
}
