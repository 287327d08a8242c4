using System.Security.Cryptography;

namespace LiveCaptions.Captions;

/// <summary>Names of sessions: short enough to read out, too many to guess.</summary>
public static class SessionId
{
    // No vowels (no words), no look-alikes.
    private const string Letters = "bcdfghjkmnpqrstvwxz23456789";
    private const int Length = 12;

    public static string Create() => RandomNumberGenerator.GetString(Letters, Length);
}
