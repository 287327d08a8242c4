using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>
/// The WHIP resources: connections that can be patched and deleted, each under a name that nobody can guess. Owns their tasks.
/// </summary>
public sealed class WhipConnections : IHostedService
{
    private readonly ConcurrentDictionary<string, WhipConnection> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Task> _running = new(StringComparer.Ordinal);

    /// <summary>Connections that have not ended.</summary>
    public int Count => _running.Count;

    public static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Runs the connection to its end; it can be found until then.</summary>
    public void Add(string name, WhipConnection connection)
    {
        _open[name] = connection;
        _running[name] = RunAsync(name, connection);
        _ = ForgetWhenDoneAsync(name, _running[name]);
    }

    /// <returns>Null when it has ended, or is another session's.</returns>
    public WhipConnection? Find(string sessionId, string name) =>
        _open.TryGetValue(name, out var connection) && connection.SessionId == sessionId ? connection : null;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Says goodbye to all.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var connection in _open.Values)
        {
            connection.Stop();
        }

        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(string name, WhipConnection connection)
    {
        await Task.Yield();
        try
        {
            await connection.RunAsync();
        }
        finally
        {
            _open.TryRemove(name, out _);
            connection.Dispose();
        }
    }

    private async Task ForgetWhenDoneAsync(string name, Task running)
    {
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _running.TryRemove(name, out _);
    }
}
