using System.Collections.Concurrent;
using LiveCaptions.Server.Limits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LiveCaptions.Server.Live;

/// <summary>
/// The hub's connections by id. SignalR's own groups write to all members at once and keep what a slow one does not take;
/// here every viewer is written to by its own feed, which waits for it alone, and still gets the message that was written out once.
/// One that takes nothing for a while is cut off.
/// </summary>
public sealed class CaptionConnections(StallGuard guard, TimeProvider time, ILogger<DefaultHubLifetimeManager<CaptionHub>> logger)
    : DefaultHubLifetimeManager<CaptionHub>(logger)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _connections = new();

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        _ = ProbeAsync(connection);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Writes when the connection takes it; a connection that is gone takes nothing.</summary>
    public async ValueTask WriteAsync(string connectionId, SerializedHubMessage message, CancellationToken cancellationToken)
    {
        if (_connections.TryGetValue(connectionId, out var connection)
            && !await guard.WaitAsync(connection.WriteAsync(message, cancellationToken)))
        {
            connection.Abort();
        }
    }

    /// <summary>Sees that somebody reads also where nothing is said: a reply may wait for them, which is written by others.</summary>
    private async Task ProbeAsync(HubConnectionContext connection)
    {
        using var timer = new PeriodicTimer(guard.Patience, time);
        try
        {
            while (await timer.WaitForNextTickAsync(connection.ConnectionAborted))
            {
                if (!await guard.WaitAsync(connection.WriteAsync(PingMessage.Instance, connection.ConnectionAborted)))
                {
                    connection.Abort();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is gone.
        }
    }
}
