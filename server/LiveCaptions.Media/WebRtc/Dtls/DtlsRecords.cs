using System.Buffers.Binary;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>
/// A look at a datagram's records (RFC 6347 §4.1) before BouncyCastle sees them, for which a broken one is the
/// connection's end and not the record's.
/// </summary>
internal static class DtlsRecords
{
    private const int HeaderLength = 13;

    /// <summary>AES-GCM adds an explicit nonce of 8 and a tag of 16 bytes (RFC 5288 §3).</summary>
    private const int MinEncrypted = 24;

    /// <returns>False where lengths do not add up, or an encrypted record is too short to be one.</returns>
    public static bool AreWhole(ReadOnlySpan<byte> datagram)
    {
        while (datagram.Length >= HeaderLength)
        {
            var isEncrypted = BinaryPrimitives.ReadUInt16BigEndian(datagram[3..]) > 0;
            var length = BinaryPrimitives.ReadUInt16BigEndian(datagram[11..]);
            if (datagram.Length < HeaderLength + length || (isEncrypted && length < MinEncrypted))
            {
                return false;
            }

            datagram = datagram[(HeaderLength + length)..];
        }

        return datagram.IsEmpty;
    }
}
