using System.Security.Authentication;

namespace LiveCaptions.Server.Outgoing;

/// <summary>What to say where a far end cannot prove who it is.</summary>
internal static class UntrustedCertificate
{
    public static string Message(string host, AuthenticationException reason) =>
        $"{host} has a certificate that is not trusted here ({reason.GetBaseException().Message.TrimEnd('.')}). "
        + "One of your own is trusted once this machine's system trusts it.";
}
