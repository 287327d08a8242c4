using System.Text.Json;

namespace LiveCaptions.Bench.Doors;

/// <summary>Watches one session by SignalR, in JSON.</summary>
internal sealed class HubListener(TimeProvider time) : IDisposable
{
    private const char End = '\u001e';
    private const int Invocation = 1;
    private const int Completion = 3;

    private readonly TextSocket _socket = new(time);
    private readonly List<ArrivedText> _arrived = [];

    public IReadOnlyList<ArrivedText> Arrived => _arrived;

    /// <returns>When it watches.</returns>
    public async Task ConnectAsync(Uri hub, string session, CancellationToken cancellationToken)
    {
        await _socket.ConnectAsync(hub, cancellationToken);
        await _socket.SendAsync("""{"protocol":"json","version":1}""" + End, cancellationToken);
        await _socket.SendAsync(
            $$"""{"type":1,"invocationId":"1","target":"Watch","arguments":["{{session}}"]}""" + End, cancellationToken);
        while (await _socket.ReceiveAsync(cancellationToken) is { } message)
        {
            if (Parts(message.Text).Any(part => TypeOf(part) == Completion))
            {
                return;
            }
        }
    }

    /// <summary>Notes words until it is cancelled.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _socket.ReceiveAsync(cancellationToken) is { } message)
            {
                _arrived.AddRange(Parts(message.Text)
                    .Where(part => TypeOf(part) == Invocation && part.GetProperty("target").ValueEquals("cue"))
                    .Select(part => TextOf(part, message.At)));
            }
        }
        catch (OperationCanceledException)
        {
            // It has seen enough.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static IEnumerable<JsonElement> Parts(string text) =>
        text.Split(End, StringSplitOptions.RemoveEmptyEntries).Select(part => JsonDocument.Parse(part).RootElement);

    private static int TypeOf(JsonElement part) => part.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

    private static ArrivedText TextOf(JsonElement part, long at)
    {
        var cue = part.GetProperty("arguments")[0];
        return new ArrivedText(cue.GetProperty("text").GetString()!, cue.GetProperty("kind").ValueEquals("final"), at);
    }
}
