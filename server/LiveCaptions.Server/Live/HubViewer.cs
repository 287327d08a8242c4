using LiveCaptions.Server.Access;
using LiveCaptions.Server.Feed;

namespace LiveCaptions.Server.Live;

/// <summary>One session on one hub connection: carries its feed to the connection, until told to stop.</summary>
public sealed class HubViewer(ViewerFeed feed, AccessLease lease, CaptionConnections connections, string connectionId) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _carrying = Task.CompletedTask;

    public void Start() => _carrying = Task.Run(() => CarryAsync(_stop.Token));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _carrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        feed.Dispose();
        lease.Dispose();
        _stop.Dispose();
    }

    private async Task CarryAsync(CancellationToken cancellationToken)
    {
        await foreach (var message in feed.ReadAllAsync(untilEnd: false, cancellationToken))
        {
            await connections.WriteAsync(connectionId, message.HubMessage, cancellationToken);
        }
    }
}
