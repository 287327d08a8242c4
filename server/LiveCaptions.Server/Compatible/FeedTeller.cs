using System.Net.WebSockets;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Ingest.WebSockets;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Compatible;

/// <summary>Follows a session for the one who publishes it, and says in their protocol what comes of their sound.</summary>
/// <param name="take">What a cue makes, given all that are open now.</param>
/// <param name="settle">What is to be said when nothing more has come for now; asked again and again.</param>
internal sealed class FeedTeller(
    WebSocketChannel channel, ViewerFeed feed, LiveSessions live,
    Func<Cue, IReadOnlyList<Cue>, IReadOnlyList<object>> take, Func<IReadOnlyList<object>> settle, TimeProvider time)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <returns>When the session is over and all of it is said, or the connection is gone.</returns>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var messages = feed.ReadAllAsync(untilEnd: true, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = messages.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (!next.IsCompleted)
                {
                    await SayAsync(settle());
                    await ((Task)next).WaitAsync(Step, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                if (!await next)
                {
                    return;
                }

                if (messages.Current.Cue is { } cue)
                {
                    await SayAsync(take(cue, live.OpenCues(feed.SessionId)));
                }

                next = messages.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SayAsync(IReadOnlyList<object> messages)
    {
        foreach (var message in messages)
        {
            await channel.SendAsync(ForeignJson.Write(message));
        }
    }
}
