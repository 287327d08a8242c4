using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using LiveCaptions.Media;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// A connection to somewhere else that a child process uses by a port of this machine: made where the policy lets it, with a certificate that is
/// verified where it is TLS. The first who comes to the port has it.
/// </summary>
internal sealed class GuardedRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Stream _far;
    private readonly Task _running;

    private GuardedRelay(Stream far)
    {
        _far = far;
        _listener.Start(backlog: 1);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    /// <summary>Of this machine, by IPv4.</summary>
    public int Port { get; }

    /// <exception cref="AddressRefusedException">It leads where it may not.</exception>
    /// <exception cref="SocketException">It is not known, or does not answer.</exception>
    /// <exception cref="MediaReadException">It cannot prove who it is.</exception>
    public static async Task<GuardedRelay> OpenAsync(string host, int port, bool isTls, AddressPolicy policy, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(await policy.ConnectAsync(host, port, cancellationToken), ownsSocket: true);
        return new GuardedRelay(isTls ? await SecureAsync(plain, host, cancellationToken) : plain);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _far.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task<SslStream> SecureAsync(NetworkStream plain, string host, CancellationToken cancellationToken)
    {
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host.Trim('[', ']') }, cancellationToken);
            return secure;
        }
        catch (AuthenticationException untrusted)
        {
            await secure.DisposeAsync();
            throw new MediaReadException(UntrustedCertificate.Message(host, untrusted), untrusted);
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }

    private async Task RunAsync()
    {
        using var socket = await _listener.AcceptSocketAsync(_stop.Token);
        _listener.Stop();
        await using var near = new NetworkStream(socket, ownsSocket: false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny(near.CopyToAsync(_far, ended.Token), _far.CopyToAsync(near, ended.Token));
        await ended.CancelAsync();
        socket.Shutdown(SocketShutdown.Both);
    }
}
