using System.Threading.Channels;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// A live session's finals into one language, as they come. Those that have waited too long are left out, so that what viewers read stays
/// near to what is said; viewers are told that translation fails for as long as it does.
/// </summary>
internal sealed partial class TranslationLane(
    LiveSession session, LiveSessions live, string language, ViewerFeed feed, CueTranslator translator,
    TranslationStore store, TimeSpan maxLag, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    // What waits beyond this waits in the feed, which forgets and reads again.
    private readonly Channel<Cue> _waiting = Channel.CreateBounded<Cue>(CueTranslator.Most);

    /// <summary>Until the session is over. Never fails.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await Task.Yield();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            var work = Task.WhenAll(FillAsync(stop.Token), EmptyAsync(stop.Token));
            await Task.WhenAny(work, session.Ended);
            await stop.CancelAsync();
            await work;
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The session is over, or the server stops.
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception, session.Id, language);
        }
        finally
        {
            feed.Dispose();
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (var failures = 1; !await TryFillAsync(failures, cancellationToken); failures++)
            {
            }
        }
        finally
        {
            _waiting.Writer.TryComplete();
        }
    }

    /// <returns>False where the store could not be read: the feed goes on where it was.</returns>
    private async Task<bool> TryFillAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in feed.ReadAllAsync(untilEnd: true, cancellationToken))
            {
                if (failures > 1)
                {
                    session.Editor.Translations.TellTrouble(feed, line: null);
                }

                if (message.Cue is { Kind: CueKind.Final, Deleted: false } cue)
                {
                    await _waiting.Writer.WriteAsync(cue, cancellationToken);
                }
            }

            return true;
        }
        catch (StorageException fault)
        {
            await TellAsync(feed, failures, fault, cancellationToken);
            return false;
        }
    }

    private async Task EmptyAsync(CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<Cue>();
            while (batch.Count < CueTranslator.Most && _waiting.Reader.TryRead(out var cue))
            {
                batch.Add(cue);
            }

            await TranslateAsync(batch, cancellationToken);
        }
    }

    private async Task TranslateAsync(List<Cue> batch, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                if (await LeftAsync(batch) is { Count: > 0 } left)
                {
                    var from = left[0].Language ?? session.View.Language ?? "und";
                    await WriteAsync(await translator.TranslateAsync(left, from, language, cancellationToken));
                    session.Editor.Translations.TellTrouble(this, line: null);
                }

                return;
            }
            catch (Exception fault) when (fault is TranslationException or StorageException)
            {
                await TellAsync(this, failures, fault, cancellationToken);
            }
        }
    }

    /// <param name="who">Has the trouble.</param>
    private Task TellAsync(object who, int failures, Exception fault, CancellationToken cancellationToken)
    {
        LogFault(logger, session.Id, language, fault.Message);
        session.Editor.Translations.TellTrouble(
            who, $"Translation into {language} fails: {fault.Message} Captions go on; what is missing is translated afterwards.");
        return Task.Delay(Backoff.After(failures, FirstWait, Random.Shared.NextDouble()), time, cancellationToken);
    }

    private async Task WriteAsync(IReadOnlyList<TranslatedText> texts)
    {
        // As people correct it: once it is over, somebody else gives out its seqs.
        using (await live.EnterAsync(session.Id))
        {
            if (live.Find(session.Id) == session)
            {
                await session.Editor.Translations.WriteAsync(texts);
            }
        }
    }

    /// <summary>Those of some finals that are not translated yet, and not too old to be now.</summary>
    private async Task<List<Cue>> LeftAsync(List<Cue> batch)
    {
        var oldest = time.GetUtcNow() - maxLag;
        var recent = batch.FindAll(cue => cue.CreatedAt >= oldest);
        if (recent.Count == 0)
        {
            return [];
        }

        var done = (await store.FindAsync(session.Id, [.. recent.Select(cue => cue.Id)]))
            .Where(translation => translation.Language == language && !translation.Deleted)
            .Select(translation => translation.Of)
            .ToHashSet(StringComparer.Ordinal);
        return recent.FindAll(cue => !done.Contains(cue.Id));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: translation into {Language} fails and is tried again: {Fault}")]
    private static partial void LogFault(ILogger logger, string session, string language, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: translation into {Language} ended")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session, string language);
}
