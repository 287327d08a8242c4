using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.Server.Live.Sinks.Obs;

/// <summary>The answer to obs-websocket's challenge (protocol 5, "Creating an authentication string").</summary>
internal static class ObsAuthentication
{
    public static string Answer(string password, string salt, string challenge) => Hash(Hash(password + salt) + challenge);

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
