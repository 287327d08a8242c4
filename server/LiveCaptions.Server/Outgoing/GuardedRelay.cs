using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// A connection to somewhere else that a child process uses by a port of this machine: made where the policy lets it, with a certificate
/// that is verified where it is TLS. The first who comes to the port has it; a child that has to call again, as RTMP's log-in wants it,
/// gets a connection of the same kind.
/// </summary>
internal sealed class GuardedRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<CancellationToken, Task<Stream>> _dial;
    private readonly int _calls;
    private readonly Task _running;
    private Stream? _dialled;

    private GuardedRelay(Stream dialled, Func<CancellationToken, Task<Stream>> dial, int calls)
    {
        (_dialled, _dial, _calls) = (dialled, dial, calls);
        _listener.Start(backlog: 1);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = RunAsync();
    }

    /// <summary>Of this machine, by IPv4.</summary>
    public int Port { get; }

    /// <param name="calls">How often a child may call, one after the other.</param>
    /// <exception cref="AddressRefusedException">It leads where it may not.</exception>
    /// <exception cref="SocketException">It is not known, or does not answer.</exception>
    /// <exception cref="MediaReadException">It cannot prove who it is.</exception>
    public static async Task<GuardedRelay> OpenAsync(
        string host, int port, bool isTls, AddressPolicy policy, CancellationToken cancellationToken, int calls = 1)
    {
        return new GuardedRelay(await DialAsync(cancellationToken), DialAsync, calls);

        async Task<Stream> DialAsync(CancellationToken stop)
        {
            var plain = new NetworkStream(await policy.ConnectAsync(host, port, stop), ownsSocket: true);
            return isTls ? await SecureAsync(plain, host, stop) : plain;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (_dialled?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stop.Dispose();
    }

    private static async Task<SslStream> SecureAsync(NetworkStream plain, string host, CancellationToken cancellationToken)
    {
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = host.Trim('[', ']') }, cancellationToken);
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
        for (var call = 1; call <= _calls; call++)
        {
            await using var near = new NetworkStream(await _listener.AcceptSocketAsync(_stop.Token), ownsSocket: true);
            if (call == _calls)
            {
                _listener.Stop();
            }

            await using var far = _dialled ?? await _dial(_stop.Token);
            _dialled = null;
            await StreamPair.CarryAsync(near, far, _stop.Token);
        }
    }
}
