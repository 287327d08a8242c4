using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace LiveCaptions.Bench.Correction;

/// <summary>Watches a session by the hub, and notes when each cue comes.</summary>
internal sealed class CorrectionViewer : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Channel<(long Seq, long At)> _cues = Channel.CreateUnbounded<(long, long)>();

    private CorrectionViewer(HubConnection connection, TimeProvider time)
    {
        _connection = connection;
        connection.On<JsonElement>("cue", cue => _cues.Writer.TryWrite((cue.GetProperty("seq").GetInt64(), time.GetTimestamp())));
    }

    public static async Task<CorrectionViewer> ConnectAsync(
        Uri server, string session, TimeProvider time, CancellationToken cancellationToken)
    {
        var viewer = new CorrectionViewer(new HubConnectionBuilder().WithUrl(new Uri(server, "/hubs/captions")).Build(), time);
        await viewer._connection.StartAsync(cancellationToken);
        await viewer._connection.InvokeAsync<JsonElement>("Watch", session, cancellationToken);
        return viewer;
    }

    /// <returns>When the cue of a seq came, as a timestamp; those before it are done with.</returns>
    public async Task<long> ArrivalAsync(long seq, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await _cues.Reader.ReadAsync(cancellationToken) is var (number, at) && number >= seq)
            {
                return at;
            }
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
