using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// TCP connections per client: one too many is closed before it has said anything. How many there are in all, Kestrel knows.
/// </summary>
internal sealed partial class ConnectionLimit(ClientAddress clients, IOptions<LimitOptions> options, ILogger<ConnectionLimit> logger)
{
    private readonly ConcurrentDictionary<IPAddress, int> _open = new();

    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (clients.Of((connection.RemoteEndPoint as IPEndPoint)?.Address) is not { } client)
        {
            await next(connection);
            return;
        }

        try
        {
            if (_open.AddOrUpdate(client, 1, (_, count) => count + 1) <= options.Value.ConnectionsPerAddress)
            {
                await next(connection);
            }
            else
            {
                LogRefused(logger, client, options.Value.ConnectionsPerAddress);
            }
        }
        finally
        {
            Leave(client);
        }
    }

    private void Leave(IPAddress client)
    {
        if (_open.AddOrUpdate(client, 0, (_, count) => count - 1) == 0)
        {
            _open.TryRemove(KeyValuePair.Create(client, 0));
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connection refused: {Client} has {Count} already")]
    private static partial void LogRefused(ILogger logger, IPAddress client, int count);
}
