using System.CommandLine;
using System.Globalization;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Hosting;
using LiveCaptions.Server.Ingest.Rtmp;
using LiveCaptions.Server.Ingest.Whip;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Web.Https;
using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Inference.Catalog;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Commands;

/// <summary><c>serve</c>: runs the server and the page until Ctrl-C or SIGTERM.</summary>
public static class ServeCommand
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>HTTPS is for other machines: on this one browsers give the microphone without it.</summary>
    private const string DefaultHttpsUrl = "https://0.0.0.0:5080";

    public static Command Create()
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Addresses to listen on, separated by ';' (default {DefaultUrl})",
            HelpName = "URL"
        };
        var https = new Option<bool>("--https")
        {
            Description = $"HTTPS, by a certificate made for the LAN or your own (default address {DefaultHttpsUrl})"
        };
        var certificate = new Option<string?>("--certificate")
        {
            Description = "With --https: your certificate, PEM or PKCS #12",
            HelpName = "FILE"
        };
        var certificateKey = new Option<string?>("--certificate-key")
        {
            Description = "Its private key, where that is another PEM file",
            HelpName = "FILE"
        };
        var engine = new Option<string?>("--engine") { Description = CommonOptions.EngineDescription, HelpName = "NAME" };
        var provider = new Option<string?>("--provider") { Description = "ONNX Runtime execution provider: auto, cpu or cuda" };
        provider.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        var data = new Option<string?>("--data") { Description = "Folder of the database and the recordings", HelpName = "DIR" };
        var fake = new Option<bool>("--fake-youtube")
        {
            Description = "Captions go to a YouTube of this process, to try uploads out without an account"
        };
        var verbose = new Option<bool>("--verbose") { Description = "Log more, and stack traces with errors" };
        var command = new Command("serve", "Runs the server and the web page")
        {
            urls, https, certificate, certificateKey, engine, provider, data, fake, verbose,
        };
        command.SetAction((result, cancellationToken) =>
        {
            Check(result.GetValue(https), result.GetValue(urls));
            var settings = new Dictionary<string, string?>();
            Set(settings, "Urls", result.GetValue(urls));
            Set(settings, "Https:Enabled", result.GetValue(https) ? "true" : null);
            Set(settings, "Https:Certificate", result.GetValue(certificate));
            Set(settings, "Https:CertificateKey", result.GetValue(certificateKey));
            Set(settings, "Engine:Name", result.GetValue(engine));
            Set(settings, "Engine:Provider", result.GetValue(provider));
            Set(settings, "DATA", result.GetValue(data));
            return RunAsync(settings, result.GetValue(fake), result.GetValue(verbose), cancellationToken);
        });
        return command;
    }

    private static void Set(Dictionary<string, string?> settings, string name, string? value)
    {
        if (value is not null)
        {
            settings[name] = value;
        }
    }

    private static async Task<int> RunAsync(
        Dictionary<string, string?> settings, bool fakesYouTube, bool verbose, CancellationToken cancellationToken)
    {
        FilePrivacy.OwnerOnly();
        try
        {
            await using var fake = fakesYouTube ? await FakeYouTubeSetup.StartAsync(settings) : null;
            await using var app = ServerHost.Build(settings, builder =>
            {
                builder.WebHost.UseUrls(UrlsOf(builder.Configuration));

                builder.Logging.SetMinimumLevel(verbose ? LogLevel.Debug : LogLevel.Information);
            });
            await app.StartAsync(cancellationToken);
            await WelcomeAsync(app);
            FakeYouTubeSetup.Tell(fake, Console.Out);
            await app.WaitForShutdownAsync(cancellationToken);
            return Tell(app.Services.GetRequiredService<LoadedEngine>().Failure, verbose);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is IOException or OptionsValidationException
            or InvalidOperationException or UnauthorizedAccessException or UriFormatException)
        {
            return Tell(exception, verbose);
        }
    }

    private static string UrlsOf(ConfigurationManager configuration)
    {
        var isHttps = configuration.GetValue("Https:Enabled", defaultValue: false);
        if (configuration["Urls"] is not { Length: > 0 } urls)
        {
            return isHttps ? DefaultHttpsUrl : DefaultUrl;
        }

        Check(isHttps, urls);
        return urls;
    }

    /// <exception cref="UsageException">HTTPS is asked for, and no address for it.</exception>
    private static void Check(bool isHttps, string? urls)
    {
        if (isHttps && urls is { Length: > 0 } && !urls.Contains("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new UsageException(
                $"--https needs an address that begins with https:// among --urls, such as {DefaultHttpsUrl}; there is {urls}.");
        }
    }

    private static int Tell(Exception? failure, bool verbose)
    {
        if (failure is null)
        {
            return 0;
        }

        Console.Error.WriteLine(verbose ? $"livecaptions serve: {failure}" : $"livecaptions serve: {failure.Message}");
        return failure switch
        {
            ModelMissingException or ModelPullException or EngineUnavailableException => ExitCodes.Missing,
            OptionsValidationException wrong when wrong.OptionsType == typeof(EngineOptions) => ExitCodes.WrongUsage,
            _ => ExitCodes.Failed,
        };
    }

    private static void TellRtmp(string name, string scheme, string host, int? port)
    {
        if (port is not null)
        {
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"  {name}        {scheme}://{host}:{port}/live   (stream key: STREAMKEY)"));
        }
    }

    private static void TellCertificate(WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<HttpsOptions>>().Value is { Enabled: true, Certificate: null or "" })
        {
            var path = app.Services.GetRequiredService<LanCertificate>().AuthorityPath;
            Console.WriteLine(
                $"  Certificate  made for this network: browsers warn until {path} is installed on the device (docs/https.md)");
        }
    }

    private static async Task WelcomeAsync(WebApplication app)
    {
        var isLoopbackOnly = app.Services.GetRequiredService<OpenMode>().IsLoopbackOnly;
        var udp =
            string.Join(", ", app.Services.GetRequiredService<WebRtcHost>().Mux!.Endpoints.Select(endpoint => endpoint.Port).Distinct());
        var rtmp = app.Services.GetRequiredService<RtmpHost>();
        foreach (var address in app.Urls.SelectMany(MachineAddresses.Reached))
        {
            var socket = string.Create(CultureInfo.InvariantCulture, $"{(address.Scheme == "https" ? "wss" : "ws")}://{address.Authority}");
            Console.WriteLine($"LiveCaptions   {address}");
            Console.WriteLine($"  WebSocket    {socket}/ws/ingest/SESSION?key=STREAMKEY");
            Console.WriteLine($"  WHIP         {address}whip/SESSION   (bearer token: STREAMKEY; audio by UDP port {udp})");
            TellRtmp("RTMP ", "rtmp", rtmp.NameFor(address.Host), rtmp.Port);
            TellRtmp("RTMPS", "rtmps", rtmp.NameFor(address.Host), rtmp.TlsPort);
        }

        TellCertificate(app);
        if (rtmp.IsTaken)
        {
            Console.WriteLine(
                $"  RTMP         none: another program has port {RtmpOptions.DefaultPort}; LIVECAPTIONS_Rtmp__Port takes another one");
        }

        var keyMade = isLoopbackOnly ? null : await app.Services.GetRequiredService<KeyIssuer>().CreateFirstAsync();
        var data = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        Console.WriteLine(keyMade is null
            ? "  Keys         "
                + $"{(isLoopbackOnly ? "none needed on this machine until one is made" : $"kept as hashes in {data.DatabasePath}")}; "
                + "make one with: ./livecaptions keys create --scope admin"
            : $"  Admin key    {keyMade}   (shown this once; only its hash is kept in {data.DatabasePath})");
    }
}
