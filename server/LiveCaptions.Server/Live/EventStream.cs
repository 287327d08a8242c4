using System.Text;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Limits;
using LiveCaptions.Server.Refusals;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Web;

namespace LiveCaptions.Server.Live;

/// <summary>
/// Server-Sent Events: first the session, then the finals behind <c>Last-Event-ID</c>, what is still open, and what comes. A browser's
/// EventSource sends that header only when it comes again; the first time <c>after</c> in the query says the same. <c>languages</c> adds
/// translations.
/// Ends with the session; who asks again behind the end of it gets 204, which stops an EventSource.
/// </summary>
public sealed class EventStream(
    SessionDirectory directory,
    LiveSessions live,
    CaptionLanguages languages,
    FinalStore finals,
    CueBroadcaster broadcaster,
    AccessControl access,
    AccessLeases leases,
    StallGuard guard,
    WatchStarts starts,
    TimeProvider time,
    IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public async Task HandleAsync(HttpContext context, string id)
    {
        var (after, asked, fault) = Read(context.Request);
        if (fault is not null)
        {
            await fault.ExecuteAsync(context);
            return;
        }

        if (await access.GrantWatchAsync(CallerPrincipal.Of(context.User), id) is not { } grant)
        {
            await Problems.NoSession(id).ExecuteAsync(context);
            return;
        }

        if (!starts.TryTake(context.Connection.RemoteIpAddress))
        {
            await LimitRefusal.AnswerAsync(
                context, "Your address has begun to watch as often as it may for now. Try again later.", starts.Wait);
            return;
        }

        after = await directory.GoOnBehindAsync(id, after);
        using var lease = leases.Take(grant);
        var translated = await languages.MeantAsync(id, directory, asked);
        using var feed = broadcaster.Subscribe(id, after, languages: translated);
        if (await directory.ViewAsync(id) is not { } session)
        {
            await Problems.NoSession(id).ExecuteAsync(context);
            return;
        }

        await access.AllowForeignPagesAsync(context, id, session.Public);
        var isOver = session.State.IsOver();
        if (isOver && after > 0 && await finals.LastSeqAsync(id, [FinalRow.AsSaid, .. translated]) <= after)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        WriteHead(context.Response);
        if (context.IsHead())
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lease.Ended, lifetime.ApplicationStopping);
        try
        {
            await WriteAsync(context, session.ToMessage(after), eventId: null, stop.Token);
            await CatchUpAsync(context, feed, stop.Token);
            if (!isOver)
            {
                await FollowAsync(context, feed, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The viewer left, takes nothing or may watch no longer; or the server stops.
        }
    }

    private static void WriteHead(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private async Task CatchUpAsync(HttpContext context, ViewerFeed feed, CancellationToken cancellationToken)
    {
        var open = live.OpenCues(feed.SessionId);
        await foreach (var final in feed.TakeStoredAsync())
        {
            await WriteAsync(context, final, final.Seq, cancellationToken);
        }

        foreach (var cue in feed.TakeOpen(open, live.OpenCues(feed.SessionId)))
        {
            await WriteAsync(context, LiveMessage.Of(cue), feed.Sent, cancellationToken);
        }

        await context.Response.Body.FlushAsync(cancellationToken);
    }

    private async Task FollowAsync(HttpContext context, ViewerFeed feed, CancellationToken cancellationToken)
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
                    await guard.SendAsync(context, ": \n\n"u8.ToArray(), cancellationToken);
                }
                else if (await next)
                {
                    await WriteAsync(context, messages.Current, feed.Sent, cancellationToken);
                    next = messages.MoveNextAsync().AsTask();
                }
                else
                {
                    return;
                }

                if (!next.IsCompleted)
                {
                    await context.Response.Body.FlushAsync(cancellationToken);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task WriteAsync(HttpContext context, LiveMessage message, long? eventId, CancellationToken cancellationToken)
    {
        var head = eventId is { } id ? $"id: {id}\nevent: {message.Name}\ndata: " : $"event: {message.Name}\ndata: ";
        return guard.SendAsync(context, (byte[])[.. Encoding.UTF8.GetBytes(head), .. message.Json.Span, .. "\n\n"u8], cancellationToken);
    }

    private static (long After, IReadOnlyList<string> Languages, IResult? Fault) Read(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Query["after"].ToString();
        var after = 0L;
        if (text.Length > 0 && !long.TryParse(text, System.Globalization.NumberStyles.None, provider: null, out after))
        {
            return (0, [], Problems.Of(
                400, "last_event_id_invalid", "Last-Event-ID, or after, is the id of an event of this stream: a number."));
        }

        return CaptionLanguages.Split(request.Query["languages"]) is { } languages
            ? (after, languages, null)
            : (0, [], Problems.Of(400, "languages_invalid", CaptionLanguages.Rule));
    }
}
