using System.Collections.Concurrent;
using System.Net.Sockets;

namespace LiveCaptions.Bench.Abuse;

/// <summary>One kind of flood: so many at once, each again and again.</summary>
/// <param name="Workers">How many do it at once.</param>
/// <param name="Pause">Of each, behind each try: a flood is bounded, so that it measures the server and not this process.</param>
/// <param name="TryAsync">One try; tells what came of it, once.</param>
internal sealed record Flood(string Name, int Workers, TimeSpan Pause, Func<Stranger, Action<string>, CancellationToken, Task> TryAsync)
{
    /// <summary>What came of the tries, and how often.</summary>
    public ConcurrentDictionary<string, long> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Goes on until it is told to end.</summary>
    public Task RunAsync(Stranger stranger, TimeProvider time, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => WorkAsync(stranger, worker, time, cancellationToken)));

    private async Task WorkAsync(Stranger stranger, int worker, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            // Not all in the same moment.
            await Task.Delay(Pause * worker / Workers, time, cancellationToken);
            while (true)
            {
                await TryOnceAsync(stranger, cancellationToken);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested && Say(failure) is not null)
        {
            // That was all; a try that was just refused is not told any more.
        }
    }

    private async Task TryOnceAsync(Stranger stranger, CancellationToken cancellationToken)
    {
        var isTold = false;
        try
        {
            await TryAsync(stranger, Tell, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && Say(failure) is { } answer)
        {
            // What happens to a connection that was let in and is held says nothing new.
            if (!isTold)
            {
                Tell(answer);
            }
        }

        void Tell(string answer)
        {
            isTold = true;
            Answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
        }
    }

    private static string? Say(Exception failure) => failure switch
    {
        HttpRequestException { StatusCode: { } status } => $"{(int)status}",
        HttpRequestException { InnerException: SocketException socket } => $"{socket.SocketErrorCode}",
        SocketException socket => $"{socket.SocketErrorCode}",
        OperationCanceledException => "timeout",
        HttpRequestException or IOException or System.Net.WebSockets.WebSocketException => "closed",
        _ => null,
    };
}
