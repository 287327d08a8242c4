using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// What is known of a session while somebody works on it. A change is written down once, and made in the store and here. Thread-safe.
/// </summary>
/// <param name="row">As stored; nobody else changes it.</param>
public sealed class SessionRecord(SessionRow row, SessionStore store)
{
    private readonly Lock _lock = new();

    public string Id => row.Id;

    /// <summary>BCP 47 as asked for; null lets the engine choose.</summary>
    public string? Language => Read(s => s.Language);

    public SessionState State => Read(s => s.State);

    /// <summary>The transcript that exports take.</summary>
    public CaptionVersion Published => Read(s => s.Publishing.Published());

    public T Read<T>(Func<SessionRow, T> read)
    {
        lock (_lock)
        {
            return read(row);
        }
    }

    /// <summary>For what counts at once, and is stored with something that follows.</summary>
    internal void Note(Action<SessionRow> change)
    {
        lock (_lock)
        {
            change(row);
        }
    }

    /// <summary>The session is so when the store has it so.</summary>
    /// <exception cref="StorageException">It is not stored, and nothing has changed.</exception>
    internal async Task ChangeAsync(Action<SessionRow> change)
    {
        await store.ChangeAsync(Id, change);
        Note(change);
    }

    /// <summary>The same, with all that was noted before.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    internal async Task StoreNotedAsync(Action<SessionRow> change)
    {
        var noted = Read(Noted);
        await store.ChangeAsync(Id, UnlessDeleted(noted + change));
        Note(change);
    }

    /// <summary>Stores what happened to its sound, and who hears it.</summary>
    internal Task StoreNoticesAsync()
    {
        var (notices, lost, engine) = Read(row => (row.Notices, row.LostSamples, row.Engine));
        return store.ChangeAsync(Id, UnlessDeleted(stored =>
            (stored.Notices, stored.LostSamples, stored.Engine) = (notices, Math.Max(stored.LostSamples, lost), engine)));
    }

    /// <summary>What is being deleted stays so, whatever else was under way: a killed server goes on with it.</summary>
    private static Action<SessionRow> UnlessDeleted(Action<SessionRow> change) => stored =>
    {
        if (stored.EndReason != SessionEndReason.Deleted)
        {
            change(stored);
        }
    };

    private static Action<SessionRow> Noted(SessionRow now)
    {
        var (samples, lost, notices, endedAt, reason, message) = (now.Samples,
            now.LostSamples, now.Notices, now.EndedAt, now.EndReason, now.EndMessage);
        var (publishing, uploadDue) = (now.Publishing, now.UploadDue);
        return stored =>
        {
            (stored.Publishing, stored.UploadDue) = (publishing, uploadDue);
            (stored.Samples, stored.Notices, stored.EndedAt, stored.EndReason, stored.EndMessage) = (samples,
                notices, endedAt, reason, message);
            stored.LostSamples = Math.Max(stored.LostSamples, lost);
        };
    }
}
