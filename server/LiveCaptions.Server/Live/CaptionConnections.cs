using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace LiveCaptions.Server.Live;

/// <summary>
/// The hub's connections by id. SignalR's own groups write to all members at once and keep what a slow one does not take;
/// here every viewer is written to by its own feed, which waits for it alone, and still gets the message that was written out once.
/// </summary>
public sealed class CaptionConnections(ILogger<DefaultHubLifetimeManager<CaptionHub>> logger) : DefaultHubLifetimeManager<CaptionHub>(logger)
{
    private readonly ConcurrentDictionary<string, HubConnectionContext> _connections = new();

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        _connections[connection.ConnectionId] = connection;
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        _connections.TryRemove(connection.ConnectionId, out _);
        return base.OnDisconnectedAsync(connection);
    }

    /// <summary>Writes when the connection takes it; a connection that is gone takes nothing.</summary>
    public ValueTask WriteAsync(string connectionId, SerializedHubMessage message, CancellationToken cancellationToken) =>
        _connections.TryGetValue(connectionId, out var connection) ? connection.WriteAsync(message, cancellationToken) : ValueTask.CompletedTask;
}
