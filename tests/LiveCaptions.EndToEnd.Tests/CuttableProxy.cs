using System.Net;
using System.Net.Sockets;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A network between browser and server that can fail.</summary>
public sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Task _accepting;
    private CancellationTokenSource _line = new();

    public CuttableProxy(string targetAddress)
    {
        _target = new Uri(targetAddress).Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Breaks all connections; new ones break at once.</summary>
    public void Cut() => _line.Cancel();

    public void Mend() => _line = new CancellationTokenSource();

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _line.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carrying = new List<Task>();
        try
        {
            while (true)
            {
                carrying.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token), _line.Token));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carrying);
        }
    }

    private async Task CarryAsync(TcpClient near, CancellationToken line)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                line.ThrowIfCancellationRequested();
                await far.ConnectAsync(IPAddress.Loopback, _target, line);
                var (left, right) = (near.GetStream(), far.GetStream());
                await Task.WhenAny(left.CopyToAsync(right, line), right.CopyToAsync(left, line));
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // A line that is cut breaks both ends, which is the point.
            }
        }
    }
}
