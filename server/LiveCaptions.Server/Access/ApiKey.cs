using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Server.Access;

/// <summary>How API keys and tokens look, and how scopes are written.</summary>
public static class ApiKey
{
    private const string KeyPrefix = "lc_";
    private const string TokenPrefix = "lct_";

    /// <summary>What a key may be made for.</summary>
    public const KeyScope KeyScopes = KeyScope.Publish | KeyScope.View | KeyScope.Admin;

    /// <summary>What a token of one session may be made for.</summary>
    public const KeyScope TokenScopes = KeyScope.Publish | KeyScope.View | KeyScope.Edit;

    public static string CreateKey() => KeyPrefix + Secret();

    public static string CreateToken() => TokenPrefix + Secret();

    /// <summary>Whether it looks like a token of one session.</summary>
    public static bool IsToken(string key) => key.StartsWith(TokenPrefix, StringComparison.Ordinal);

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <param name="text">Comma-separated: <c>publish</c>, <c>view</c>, …</param>
    /// <param name="allowed">Those that may be among them.</param>
    public static bool TryParseScopes(string text, KeyScope allowed, out KeyScope scopes)
    {
        scopes = KeyScope.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Enum.TryParse takes numbers, too.
            if (!char.IsAsciiLetter(name[0]) || !Enum.TryParse<KeyScope>(name, ignoreCase: true, out var scope)
                || scope == KeyScope.None || !allowed.HasFlag(scope))
            {
                return false;
            }

            scopes |= scope;
        }

        return scopes != KeyScope.None;
    }

    public static string Write(KeyScope scopes) => scopes.ToString().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
