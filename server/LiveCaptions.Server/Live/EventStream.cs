using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Web;

namespace LiveCaptions.Server.Live;

/// <summary>
/// Server-Sent Events: first the session, then the finals behind <c>Last-Event-ID</c>, what is still open, and what comes.
/// Ends with the session; who asks again behind the end of it gets 204, which stops an EventSource.
/// </summary>
public static class EventStream
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static async Task HandleAsync(HttpContext context, string id, SessionRegistry registry, CueBroadcaster broadcaster, AccessControl access, AccessLeases leases, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (!TryReadAfter(context.Request, out var after))
        {
            await Problems.Of(400, "last_event_id_invalid", "Last-Event-ID is the id of an event of this stream: a number.").ExecuteAsync(context);
            return;
        }

        if (await access.GrantWatchAsync(CallerPrincipal.Of(context.User), id) is not { } grant)
        {
            await Problems.NoSession(id).ExecuteAsync(context);
            return;
        }

        using var lease = leases.Take(grant);
        using var feed = broadcaster.Subscribe(id, after);
        var finals = await feed.TakeStoredAsync();
        if (await registry.ViewAsync(id) is not { } session)
        {
            await Problems.NoSession(id).ExecuteAsync(context);
            return;
        }

        var isOver = session.State.IsOver();
        if (isOver && finals.Count == 0 && after > 0)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        if (context.IsHead())
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lease.Ended, lifetime.ApplicationStopping);
        try
        {
            await WriteAsync(context.Response, LiveMessage.Of(session, after), eventId: null, stop.Token);
            foreach (var cue in finals)
            {
                await WriteAsync(context.Response, LiveMessage.Of(cue), cue.Seq, stop.Token);
            }

            foreach (var cue in registry.OpenCues(id))
            {
                await WriteAsync(context.Response, LiveMessage.Of(cue), feed.Sent, stop.Token);
            }

            await context.Response.Body.FlushAsync(stop.Token);
            if (!isOver)
            {
                await FollowAsync(context.Response, feed, time, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer left or may watch no longer, or the server stops.
        }
    }

    private static async Task FollowAsync(HttpResponse response, ViewerFeed feed, TimeProvider time, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var messages = feed.ReadAllAsync(untilEnd: true, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = messages.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                // A comment now and then keeps proxies from closing a quiet stream.
                await ((Task)next).WaitAsync(KeepAlive, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
                if (!next.IsCompleted)
                {
                    await response.Body.WriteAsync(": \n\n"u8.ToArray(), cancellationToken);
                }
                else if (await next)
                {
                    await WriteAsync(response, messages.Current, feed.Sent, cancellationToken);
                    next = messages.MoveNextAsync().AsTask();
                }
                else
                {
                    return;
                }

                if (!next.IsCompleted)
                {
                    await response.Body.FlushAsync(cancellationToken);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task WriteAsync(HttpResponse response, LiveMessage message, long? eventId, CancellationToken cancellationToken)
    {
        var head = eventId is { } id ? $"id: {id}\nevent: {message.Name}\ndata: " : $"event: {message.Name}\ndata: ";
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(head), cancellationToken);
        await response.Body.WriteAsync(message.Json, cancellationToken);
        await response.Body.WriteAsync("\n\n"u8.ToArray(), cancellationToken);
    }

    private static bool TryReadAfter(HttpRequest request, out long after)
    {
        after = 0;
        var text = request.Headers["Last-Event-ID"].ToString();
        return text.Length == 0 || (long.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out after));
    }
}
