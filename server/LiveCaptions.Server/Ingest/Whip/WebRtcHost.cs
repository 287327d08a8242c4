using System.Net.Sockets;
using LiveCaptions.Media.WebRtc;
using LiveCaptions.Media.WebRtc.Dtls;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>
/// What all WebRTC connections share: the UDP port, this server's DTLS identity, the threads for handshakes. Lives as long as the server.
/// </summary>
public sealed partial class WebRtcHost(IServer server, IOptions<WhipOptions> options, TimeProvider time, ILogger<WebRtcHost> logger)
    : IHostedLifecycleService, IAsyncDisposable
{
    private static readonly TimeSpan ReportPeriod = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _reporting = Task.CompletedTask;

    /// <summary>Null until the web server listens.</summary>
    public UdpMux? Mux { get; private set; }

    public DtlsIdentity Identity { get; } = DtlsIdentity.Create(time.GetUtcNow());

    public DtlsHandshakes Handshakes { get; } = new();

    /// <summary>Opens the UDP port, now that it is known where the web server listens, and warms the handshake's code.</summary>
    /// <exception cref="IOException">A port or address that was asked for cannot be had.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var urls = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var addresses = UdpAddresses.Choose(options.Value.Addresses, urls);
        var port = options.Value.Port ?? urls.Select(url => BindingAddress.Parse(url).Port).FirstOrDefault();
        await WarmUpAsync(cancellationToken);
        Mux = Open(addresses, port);
        LogOpened(
            logger, string.Join(", ", Mux.Endpoints.Select(endpoint => $"{endpoint.Address.Local}:{endpoint.Port}")),
            Mux.ReceiveBufferBytes / 1024);
        _reporting = ReportAsync(Mux);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Closes the port when everything that used it has stopped.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        await _reporting;
        if (Mux is not null)
        {
            await Mux.DisposeAsync();
        }

        Handshakes.Dispose();
    }

    private UdpMux Open(IReadOnlyList<UdpAddress> addresses, int port)
    {
        try
        {
            return UdpMux.Open(addresses, port, time);
        }
        catch (SocketException exception) when (options.Value.Port is null
            && port != 0 && exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Nobody asked for this number.
            LogTaken(logger, port);
            return UdpMux.Open(addresses, port: 0, time);
        }
        catch (SocketException exception)
        {
            var where = string.Join(", ", addresses.Select(address => address.Local));
            throw new IOException(
                $"UDP port {port} of {where} cannot be opened: {exception.Message}. Others: LIVECAPTIONS_Whip__Port, "
                + "LIVECAPTIONS_Whip__Addresses.",
                exception);
        }
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DtlsWarmUp.RunAsync(Handshakes, Identity, cancellationToken);
        }
        catch (DtlsException exception)
        {
            LogWarmUpFailed(logger, exception);
        }
    }

    private async Task ReportAsync(UdpMux mux)
    {
        using var timer = new PeriodicTimer(ReportPeriod, time);
        var (strangers, faults) = (0L, 0L);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (mux.Strangers > strangers)
                {
                    LogStrangers(logger, mux.Strangers - strangers);
                    strangers = mux.Strangers;
                }

                if (mux.Faults > faults)
                {
                    LogFaults(logger, mux.LastFault, mux.Faults - faults);
                    faults = mux.Faults;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "WebRTC receives at {Endpoints}, {Kilobytes} KB of buffer")]
    private static partial void LogOpened(ILogger logger, string endpoints, int kilobytes);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "UDP port {Port} is taken: WebRTC uses a free one. To have a fixed one: LIVECAPTIONS_Whip__Port")]
    private static partial void LogTaken(ILogger logger, int port);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} datagrams of strangers ignored in the last second")]
    private static partial void LogStrangers(ILogger logger, long count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} datagrams made the server fail in the last second; the last one so")]
    private static partial void LogFaults(ILogger logger, Exception? exception, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "WebRTC could not shake hands with itself")]
    private static partial void LogWarmUpFailed(ILogger logger, Exception exception);
}
