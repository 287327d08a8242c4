using System.Security.Cryptography;

namespace LiveCaptions.Media.WebRtc.Ice;

/// <summary>One side's name and password for connectivity checks (RFC 8445 §5.3), in ice-chars.</summary>
public sealed record IceCredentials(string Ufrag, string Password)
{
    /// <summary>Characters of our own names: 48 random bits, which fit into one number to look them up by.</summary>
    public const int UfragLength = 8;

    /// <summary>144 random bits; RFC 8445 wants 128.</summary>
    private const int PasswordLength = 24;

    private const string IceChars = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Without the password: what is printed may be logged.</summary>
    public override string ToString() => Ufrag;

    public static IceCredentials Create() => new(
        RandomNumberGenerator.GetString(IceChars, UfragLength),
        RandomNumberGenerator.GetString(IceChars, PasswordLength));
}
