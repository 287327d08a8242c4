using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LiveCaptions.Server.Basics;

/// <summary>A server's certificate as administrators have it: PEM, alone or with a file for its key, or PKCS #12.</summary>
internal static class CertificateFile
{
    /// <param name="path">The certificate and, where they are needed, those between it and its root.</param>
    /// <param name="keyPath">PEM file with the private key; null looks in <paramref name="path"/> itself.</param>
    /// <param name="password">Of the key or the PKCS #12 file.</param>
    /// <param name="of">Whose certificate it is, for the error.</param>
    /// <returns>The certificate with its key first, then the rest of its chain.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static X509Certificate2Collection Read(string path, string? keyPath, string? password, string of)
    {
        try
        {
            var certificates = new X509Certificate2Collection();
            if (X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12)
            {
                certificates.Add(X509CertificateLoader.LoadPkcs12FromFile(path, password));
                return certificates;
            }

            certificates.ImportFromPemFile(path);
            certificates[0] = password is not null
                ? X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath)
                : X509Certificate2.CreateFromPemFile(path, keyPath);
            return certificates;
        }
        catch (Exception exception)
            when (exception is CryptographicException or UnauthorizedAccessException or ArgumentException or IOException)
        {
            throw new IOException($"The certificate of {of}, '{path}', cannot be read: {exception.Message}", exception);
        }
    }
}
