using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>The value of MESSAGE-INTEGRITY with a short-term credential (RFC 8489 §14.5): HMAC-SHA1 keyed by the ICE password.</summary>
internal static class StunIntegrity
{
    /// <param name="covered">All before the attribute, at most <see cref="StunMessage.MaxSize"/> bytes; the length
    /// in its header may be any.</param>
    /// <param name="password">The ICE password of the side that answers, ASCII.</param>
    /// <param name="mac">Takes <see cref="StunMessage.IntegritySize"/> bytes.</param>
    public static void Compute(ReadOnlySpan<byte> covered, ReadOnlySpan<byte> password, Span<byte> mac)
    {
        // The length in the header counts as if the message ended with this attribute.
        Span<byte> copy = stackalloc byte[StunMessage.MaxSize];
        copy = copy[..covered.Length];
        covered.CopyTo(copy);
        var length = covered.Length - StunMessage.HeaderSize + StunAttributeReader.HeaderSize + StunMessage.IntegritySize;
        BinaryPrimitives.WriteUInt16BigEndian(copy[2..], (ushort)length);
        HMACSHA1.HashData(password, copy, mac);
    }
}
