using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Server.Access;

/// <summary>The secret that lets somebody publish one session; only its hash is kept.</summary>
public static class StreamKey
{
    /// <summary>A new key: 192 random bits, safe in URLs.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Takes the same time wherever the keys differ.</summary>
    public static bool Matches(string key, byte[] hash) => CryptographicOperations.FixedTimeEquals(Hash(key), hash);
}
