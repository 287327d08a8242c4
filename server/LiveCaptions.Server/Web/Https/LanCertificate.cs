using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Web.Https;

/// <summary>
/// The certificate that a server in a LAN shows, made by its own <see cref="LanAuthority"/>, and kept in the data folder: signed anew when
/// the machine has other addresses or it is about to expire; who installed the authority notices nothing.
/// </summary>
/// <param name="folder">Made when missing, for the server's own user alone.</param>
internal sealed class LanCertificate(string folder, TimeProvider time)
{
    /// <summary>Life that a certificate must have left when the server starts.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromDays(60);

    /// <summary>What people install so that their browsers believe this server.</summary>
    public string AuthorityPath => Path.Combine(folder, "authority.crt");

    private string AuthorityKeyPath => Path.Combine(folder, "authority.key");

    private string ServerPath => Path.Combine(folder, "server.pem");

    /// <param name="machine">The machine's name.</param>
    /// <param name="addresses">By which others reach it; those outside of private networks are left out.</param>
    /// <exception cref="IOException">The folder cannot be read or written.</exception>
    public X509Certificate2 Get(string machine, IEnumerable<IPAddress> addresses)
    {
        string[] domains =
            [.. new[] { "localhost", machine, $"{machine}.local" }.Where(IsDomain).Select(name => name.ToLowerInvariant()).Distinct()];
        IPAddress[] covered = [IPAddress.Loopback, IPAddress.IPv6Loopback, .. addresses.Where(LanAuthority.Covers)];
        try
        {
            DataFolder.Make(folder);
            using var authority = Authority(machine, domains);
            return Loaded(Kept(authority, domains, covered) ?? Made(authority, domains, covered));
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or CryptographicException)
        {
            throw new IOException(
                $"The certificate for HTTPS in '{folder}' cannot be read or made: {fault.Message} Delete the folder to have a new one.",
                fault);
        }
    }

    private static bool IsDomain(string name) =>
        name.Length > 0 && Uri.CheckHostName(name) == UriHostNameType.Dns && name.All(char.IsAscii);

    private X509Certificate2 Authority(string machine, IReadOnlyCollection<string> domains)
    {
        if (File.Exists(AuthorityPath) && File.Exists(AuthorityKeyPath))
        {
            var kept = X509Certificate2.CreateFromPemFile(AuthorityPath, AuthorityKeyPath);
            if (kept.NotAfter > (time.GetUtcNow() + (2 * Least)).LocalDateTime)
            {
                return kept;
            }

            kept.Dispose();
        }

        var made = LanAuthority.Create(machine, ["local", .. domains], time.GetUtcNow());
        Write(AuthorityKeyPath, KeyOf(made));
        Write(AuthorityPath, made.ExportCertificatePem());
        return made;
    }

    private X509Certificate2? Kept(
        X509Certificate2 authority, IReadOnlyCollection<string> domains, IReadOnlyCollection<IPAddress> addresses)
    {
        if (!File.Exists(ServerPath))
        {
            return null;
        }

        var kept = X509Certificate2.CreateFromPemFile(ServerPath);
        var names = kept.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        var isGood = kept.Issuer == authority.Subject && IsSignedBy(kept, authority)
            && kept.NotAfter > (time.GetUtcNow() + Least).LocalDateTime
            && domains.All(name => names.EnumerateDnsNames().Contains(name))
            && addresses.All(address => names.EnumerateIPAddresses().Contains(address));
        if (isGood)
        {
            return kept;
        }

        kept.Dispose();
        return null;
    }

    private X509Certificate2 Made(X509Certificate2 authority, IEnumerable<string> domains, IEnumerable<IPAddress> addresses)
    {
        var made = LanAuthority.Sign(authority, domains, addresses, time.GetUtcNow());
        Write(ServerPath, $"{made.ExportCertificatePem()}\n{KeyOf(made)}\n");
        return made;
    }

    private static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 authority) =>
        certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } signer
        && authority.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
            .Any(own => own.SubjectKeyIdentifierBytes.Span.SequenceEqual(signer.Span));

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Nobody sees half a file, and nobody else the key.</summary>
    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var fresh = $"{path}.new";
        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(text);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>As the system's TLS takes it: on Windows not with a key that was only made in memory.</summary>
    private static X509Certificate2 Loaded(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
