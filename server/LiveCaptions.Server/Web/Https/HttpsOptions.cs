namespace LiveCaptions.Server.Web.Https;

/// <summary>What <c>https://</c> addresses show as a certificate.</summary>
public sealed class HttpsOptions
{
    /// <summary>Whether the server's addresses are spoken to by HTTPS.</summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// File with the certificate and, where they are needed, those between it and its root: PEM, or PKCS #12. Null makes one for the LAN.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file with its private key; null looks in <see cref="Certificate"/> itself.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>Password of the key or the PKCS #12 file.</summary>
    public string? CertificatePassword { get; set; }
}
