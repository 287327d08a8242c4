using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Srtp;

/// <summary>
/// AES-128 in counter mode under one key, without allocation: the keystream of SRTP (RFC 3711 §4.1.1), of its key derivation and of
/// GCM. Encrypting twice is decrypting. Not thread-safe.
/// </summary>
internal sealed class AesCounterMode : IDisposable
{
    public const int BlockSize = 16;

    private readonly Aes _aes;

    // Kept, because the one-shot methods of Aes build a native context per call: 1.1 µs and 64 bytes instead of 0.14 µs and none.
    private readonly ICryptoTransform _encryptor;
    private readonly byte[] _keystream;

    /// <param name="maxSize">Bytes that <see cref="Xor"/> will be given at most, below 1 MiB (the counter has 16 bits).</param>
    public AesCounterMode(ReadOnlySpan<byte> key, int maxSize)
    {
        _aes = Aes.Create();
        _aes.SetKey(key);
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _encryptor = _aes.CreateEncryptor();
        _keystream = new byte[Padded(maxSize)];
    }

    /// <summary>Encrypts or decrypts in place.</summary>
    /// <param name="firstBlock">16 bytes, of which the last two are the counter; it wraps round without a carry.</param>
    public void Xor(Span<byte> data, ReadOnlySpan<byte> firstBlock)
    {
        if (data.IsEmpty)
        {
            return;
        }

        var size = Padded(data.Length);
        WriteCounters(_keystream.AsSpan(0, size), firstBlock);
        _encryptor.TransformBlock(_keystream, 0, size, _keystream, 0);
        TensorPrimitives.Xor(data, _keystream.AsSpan(0, data.Length), data);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_keystream);
        _encryptor.Dispose();
        _aes.Dispose();
    }

    private static void WriteCounters(Span<byte> blocks, ReadOnlySpan<byte> firstBlock)
    {
        var counter = BinaryPrimitives.ReadUInt16BigEndian(firstBlock[14..]);
        for (; !blocks.IsEmpty; blocks = blocks[BlockSize..])
        {
            firstBlock[..14].CopyTo(blocks);
            BinaryPrimitives.WriteUInt16BigEndian(blocks[14..], counter++);
        }
    }

    private static int Padded(int size) => (size + BlockSize - 1) / BlockSize * BlockSize;
}
