using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>AES-128-GCM with the nonces of SRTP (RFC 7714 §8.1 and §9.1), without allocation. Not thread-safe.</summary>
internal sealed class GcmSeal : IDisposable
{
    public const int TagSize = 16;

    private const int NonceSize = 12;

    private readonly AesGcm _gcm;
    private readonly AesCounterMode _keystream;
    private readonly byte[] _salt;
    private readonly byte[] _resealed = new byte[SrtpContext.MaxPacketSize];

    public GcmSeal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        _gcm = new AesGcm(key, TagSize);
        _keystream = new AesCounterMode(key, SrtpContext.MaxPacketSize);
        _salt = salt.ToArray();
    }

    /// <summary>Encrypts in place and fills in the tag.</summary>
    public void Seal(Span<byte> body, Span<byte> tag, ReadOnlySpan<byte> associated, uint ssrc, ulong index)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, ssrc, index);
        _gcm.Encrypt(nonce, body, body, tag, associated);
    }

    /// <summary>Decrypts in place what is authentic; leaves the rest as it came.</summary>
    /// <remarks>
    /// Not by <see cref="AesGcm"/>.Decrypt, which throws at a forged packet (3 µs and 464 bytes each, which anybody could make us
    /// spend): decrypted by the bare keystream, encrypted again, and the tag that comes of it compared.
    /// </remarks>
    public bool TryOpen(Span<byte> body, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associated, uint ssrc, ulong index)
    {
        Span<byte> firstBlock = stackalloc byte[AesCounterMode.BlockSize];
        firstBlock.Clear();
        firstBlock[^1] = 2; // block 1 hides the tag (NIST SP 800-38D §7.1)
        var nonce = firstBlock[..NonceSize];
        WriteNonce(nonce, ssrc, index);
        _keystream.Xor(body, firstBlock);

        Span<byte> expected = stackalloc byte[TagSize];
        var resealed = _resealed.AsSpan(0, body.Length);
        _gcm.Encrypt(nonce, body, resealed, expected, associated);
        if (CryptographicOperations.FixedTimeEquals(expected, tag))
        {
            return true;
        }

        resealed.CopyTo(body);
        return false;
    }

    public void Dispose()
    {
        _gcm.Dispose();
        _keystream.Dispose();
    }

    private void WriteNonce(Span<byte> nonce, uint ssrc, ulong index)
    {
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], index);
        BinaryPrimitives.WriteUInt16BigEndian(nonce, 0);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        TensorPrimitives.Xor(nonce, _salt, nonce);
    }
}
