using System.Data.Common;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Retention;

/// <summary>
/// Deleted rows are overwritten at once, but SQLite has copied rows from page to page before, and copies lie on between those that
/// are valid. Writing the file anew takes them away. That holds writers up, so it is done while nobody is live,
/// and after a day in any case.
/// </summary>
public sealed partial class DatabaseUpkeep(
    CaptionDatabase database,
    SessionStore sessions,
    SinkStore sinks,
    LiveSessions live,
    TimeProvider time,
    ILogger<DatabaseUpkeep> logger)
{
    /// <summary>A file of up to this many bytes is written anew with every deletion: it takes a few tenths of a second.</summary>
    private const long SmallFile = 32 * 1024 * 1024;

    /// <summary>One of up to this many is written anew as soon as nobody is live: it takes about ten seconds.</summary>
    private const long MediumFile = 1024 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private DateTimeOffset? _waitingSince;

    /// <summary>
    /// Brings what an older server left to what this one makes: secrets encrypted, traces of deletions gone. Once;
    /// later starts find nothing to do.
    /// </summary>
    public async Task StartAsync()
    {
        try
        {
            await sinks.SealAllAsync();
            await sessions.SealAllAsync();
            if (await database.ReadTracesAsync() == DatabaseTraces.Unknown)
            {
                var (start, before) = (time.GetTimestamp(), database.Size);
                await database.RewriteAsync();
                LogRewritten(logger, before / 1e6, database.Size / 1e6, time.GetElapsedTime(start).TotalSeconds);
            }
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception.Message);
        }
    }

    /// <summary>To be called behind a deletion that somebody waits for.</summary>
    public async Task RewriteIfSmallAsync()
    {
        if (database.Size > SmallFile || live.All.Any())
        {
            return;
        }

        try
        {
            await RewriteWhenCalmAsync();
        }
        catch (DbException)
        {
            // Another process writes: it is done within the hour.
        }
    }

    /// <summary>To be called now and then.</summary>
    public async Task RewriteWhenCalmAsync()
    {
        if (await database.ReadTracesAsync() == DatabaseTraces.None)
        {
            _waitingSince = null;
            return;
        }

        _waitingSince ??= time.GetUtcNow();
        var isCalm = database.Size <= MediumFile && !live.All.Any();
        if (isCalm || time.GetUtcNow() - _waitingSince >= LongestWait)
        {
            _waitingSince = null;
            await database.RewriteAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Database written anew, so that nothing of what was deleted is left in it: {Before:F1} MB, "
            + "now {After:F1} MB, in {Seconds:F1} s")]
    private static partial void LogRewritten(ILogger logger, double before, double after, double seconds);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Database could not be cleared of what was deleted before ({Reason}); it is tried again at the next start")]
    private static partial void LogFailed(ILogger logger, string reason);
}
