using System.Security.Cryptography.X509Certificates;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Web.Https;

/// <summary>Gives the web server its certificate: the one that is named, or one made for the LAN.</summary>
internal static class HttpsSetup
{
    public static void AddHttps(this IServiceCollection services)
    {
        services.AddSingleton(provider => new LanCertificate(
            Path.Combine(provider.GetRequiredService<IOptions<StorageOptions>>().Value.DataDirectory, "https"),
            provider.GetRequiredService<TimeProvider>()));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<HttpsOptions>, LanCertificate>((kestrel, options, lan) =>
        {
            if (options.Value.Enabled)
            {
                var certificates = CertificatesOf(options.Value, lan);
                kestrel.ConfigureHttpsDefaults(https =>
                    (https.ServerCertificate, https.ServerCertificateChain) = (certificates[0], certificates));
            }
        });
    }

    private static X509Certificate2Collection CertificatesOf(HttpsOptions options, LanCertificate lan) =>
        options.Certificate is { Length: > 0 } path
            ? CertificateFile.Read(path, options.CertificateKey, options.CertificatePassword, "HTTPS")
            : [lan.Get(Environment.MachineName, MachineAddresses.OfInterfaces())];
}
