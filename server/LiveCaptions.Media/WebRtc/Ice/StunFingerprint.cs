namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>The value of FINGERPRINT (RFC 8489 §14.7): CRC-32 of ITU V.42, xored so that it is no CRC of anything else.</summary>
internal static class StunFingerprint
{
    private const uint Polynomial = 0xEDB88320;
    private const uint Mask = 0x5354554E;

    private static readonly uint[] Table = BuildTable();

    /// <param name="message">All before the attribute, with the length in the header already counting the attribute.</param>
    public static uint Compute(ReadOnlySpan<byte> message)
    {
        var crc = uint.MaxValue;
        foreach (var value in message)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc ^ Mask;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Polynomial;
            }

            table[i] = crc;
        }

        return table;
    }
}
