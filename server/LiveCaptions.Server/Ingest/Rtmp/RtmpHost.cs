using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Outgoing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>
/// The RTMP port: a Kestrel of its own, because endpoints of the web server's would replace its URLs. Opens when it is known where the web
/// server listens, and closes when all that publish have been sent away.
/// </summary>
public sealed partial class RtmpHost(
    IServer web, IServiceProvider services, IOptions<RtmpOptions> options, ILoggerFactory loggers, ILogger<RtmpHost> logger)
    : IHostedLifecycleService, IListener, IDisposable
{
    private const int MaxReadBuffer = 256 * 1024;

    // Of its own: who watches by many connections may still publish.
    private readonly ConnectionLimit _connections = ActivatorUtilities.CreateInstance<ConnectionLimit>(services);
    private KestrelServer? _server;
    private IReadOnlyList<IPEndPoint> _endpoints = [];

    /// <summary>Null as long as, or where, it does not listen.</summary>
    public int? Port { get; private set; }

    /// <summary>The same for RTMPS.</summary>
    public int? TlsPort { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<int> Ports => new[] { Port, TlsPort }.OfType<int>();

    /// <summary>The usual port is another program's, so there is no RTMP.</summary>
    public bool IsTaken { get; private set; }

    /// <exception cref="IOException">A port that was asked for cannot be had, or the certificate cannot be read.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var urls = web.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var plain = RtmpAddresses.Choose(urls, settings.Port ?? RtmpOptions.DefaultPort);
        var tls = settings.TlsPort is { } port ? RtmpAddresses.Choose(urls, port) : [];
        if (!settings.Enabled || plain.Count == 0)
        {
            return;
        }

        try
        {
            _server = await ListenAsync(plain, tls, tls.Count > 0 ? ReadCertificate(settings) : null, cancellationToken);
            (Port, TlsPort) = PortsOf(_server, tls.Count);
            _endpoints = plain;
            LogOpened(logger, Port, TlsPort);
        }
        catch (IOException exception) when (settings is { Port: null, TlsPort: null } && exception.InnerException is AddressInUseException)
        {
            // Nobody asked for this number.
            IsTaken = true;
            LogTaken(logger, RtmpOptions.DefaultPort);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new IOException(
                $"RTMP cannot listen at {string.Join(", ", plain.Concat(tls))}: {exception.Message} Others: "
                + "LIVECAPTIONS_Rtmp__Port, LIVECAPTIONS_Rtmp__TlsPort.",
                exception);
        }
    }

    /// <summary>
    /// How publishers get here who reach the web server as <paramref name="host"/>. As <c>localhost</c> they may come to another program
    /// with the same port at the loopback address that this does not have, and tell it their stream key: it is the address, then.
    /// </summary>
    public string NameFor(string host)
    {
        if (LocalhostAddresses.Of(host) is not { } all)
        {
            return host;
        }

        var here = all.Where(address => _endpoints.Any(endpoint => Covers(endpoint.Address, address))).ToList();
        return here.Count == 0 || here.Count == all.Count ? host : new UriBuilder("rtmp", here[0].ToString()).Host;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes no more connections, and waits for those there are.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    private ListenOptions Limited(ListenOptions listen)
    {
        listen.Use(next => connection => _connections.RunAsync(connection, next));
        return listen;
    }

    private async Task<KestrelServer> ListenAsync(
        IReadOnlyList<IPEndPoint> plain, IReadOnlyList<IPEndPoint> tls,
        X509Certificate2Collection? certificates, CancellationToken cancellationToken)
    {
        var kestrel = new KestrelServerOptions { ApplicationServices = services };
        foreach (var endpoint in plain)
        {
            kestrel.Listen(endpoint, listen => Limited(listen).UseConnectionHandler<RtmpEndpoint>());
        }

        foreach (var endpoint in tls)
        {
            kestrel.Listen(endpoint, listen => Limited(listen)
                .UseHttps(new HttpsConnectionAdapterOptions
                {
                    ServerCertificate = certificates![0],
                    ServerCertificateChain = certificates,
                    HandshakeTimeout = options.Value.Handshake
                })
                .UseConnectionHandler<RtmpEndpoint>());
        }

        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { MaxReadBufferSize = MaxReadBuffer }), loggers);
        var server = UncountedKestrel.Create(kestrel, transport, loggers);
        try
        {
            await server.StartAsync(new NoHttp(), cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    private static bool Covers(IPAddress listening, IPAddress address) =>
        listening.Equals(address) || listening.Equals(IPAddress.IPv6Any)
        || (listening.Equals(IPAddress.Any) && address.AddressFamily == AddressFamily.InterNetwork);

    // The addresses are in the order in which they were asked for: all plain ones, then all of TLS.
    private static (int Port, int? TlsPort) PortsOf(KestrelServer server, int tlsCount)
    {
        var ports = server.Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => BindingAddress.Parse(address).Port).ToList();
        return (ports[0], tlsCount > 0 ? ports[^1] : null);
    }

    private static X509Certificate2Collection ReadCertificate(RtmpOptions settings)
    {
        if (settings.Certificate is not { Length: > 0 } path)
        {
            throw new IOException("RTMPS needs a certificate: LIVECAPTIONS_Rtmp__Certificate.");
        }

        return CertificateFile.Read(path, settings.CertificateKey, settings.CertificatePassword, "RTMPS");
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "RTMP listens at port {Port}, RTMPS at {TlsPort}")]
    private static partial void LogOpened(ILogger logger, int? port, int? tlsPort);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "TCP port {Port} is taken: no RTMP. To have it on another one: LIVECAPTIONS_Rtmp__Port; "
            + "to have none: LIVECAPTIONS_Rtmp__Enabled=false")]
    private static partial void LogTaken(ILogger logger, int port);

    /// <summary>Kestrel wants an application; no connection gets as far as to one.</summary>
    private sealed class NoHttp : IHttpApplication<int>
    {
        public int CreateContext(Microsoft.AspNetCore.Http.Features.IFeatureCollection contextFeatures) => 0;

        public Task ProcessRequestAsync(int context) => Task.CompletedTask;

        public void DisposeContext(int context, Exception? exception)
        {
        }
    }
}
