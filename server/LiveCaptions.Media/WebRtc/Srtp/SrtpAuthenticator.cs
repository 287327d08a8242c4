using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>HMAC-SHA1 cut to 80 bits (RFC 3711 §4.2), without allocation. Not thread-safe.</summary>
internal sealed class SrtpAuthenticator : IDisposable
{
    public const int TagSize = 10;

    private const int MacSize = 20;

    private readonly IncrementalHash _mac;

    public SrtpAuthenticator(byte[] key) => _mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key);

    /// <param name="rollover">RTP's rollover counter, which is authenticated but not sent; null for RTCP.</param>
    /// <param name="tag">Takes <see cref="TagSize"/> bytes.</param>
    public void Sign(ReadOnlySpan<byte> body, uint? rollover, Span<byte> tag)
    {
        _mac.AppendData(body);
        if (rollover is { } counter)
        {
            Span<byte> bytes = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, counter);
            _mac.AppendData(bytes);
        }

        Span<byte> mac = stackalloc byte[MacSize];
        _mac.GetHashAndReset(mac);
        mac[..TagSize].CopyTo(tag);
    }

    public bool IsAuthentic(ReadOnlySpan<byte> body, uint? rollover, ReadOnlySpan<byte> tag)
    {
        Span<byte> expected = stackalloc byte[TagSize];
        Sign(body, rollover, expected);
        return CryptographicOperations.FixedTimeEquals(expected, tag);
    }

    public void Dispose() => _mac.Dispose();
}
