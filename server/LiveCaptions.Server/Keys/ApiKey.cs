using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Server.Keys;

/// <summary>How API keys look, and how scopes are written.</summary>
public static class ApiKey
{
    private const string Prefix = "lc_";

    public static string Create() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <param name="text">Comma-separated: <c>publish</c>, <c>view</c>, <c>admin</c>.</param>
    public static bool TryParseScopes(string text, out KeyScope scopes)
    {
        scopes = KeyScope.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enum.TryParse<KeyScope>(name, ignoreCase: true, out var scope) || !Enum.IsDefined(scope) || scope == KeyScope.None)
            {
                return false;
            }

            scopes |= scope;
        }

        return scopes != KeyScope.None;
    }

    public static string Write(KeyScope scopes) => scopes.ToString().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
}
