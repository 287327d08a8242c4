using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>What is to be done with a session once it has ended, by a job of its own.</summary>
public interface ISessionFollowUp
{
    /// <summary>Notes on the session, for the change that ends it, whether this is to be done.</summary>
    /// <param name="end">What its state will be.</param>
    void Mark(SessionRow session, SessionState end);

    /// <summary>Has it begun, where it is to be done. A server that is killed before this finds the mark when it starts again.</summary>
    /// <exception cref="StorageException">It is called again.</exception>
    Task BeginAsync(SessionRow session);

    /// <summary>
    /// Its finals have changed while it is at rest: a person corrected them, or its transcript for publishing came.
    /// Never fails: what was changed stays so.
    /// </summary>
    Task NoteChangeAsync(SessionRow session) => Task.CompletedTask;

    /// <summary>The session is being deleted: nothing more is done for it.</summary>
    /// <exception cref="StorageException">The deletion is tried again.</exception>
    Task CallOffAsync(string sessionId) => Task.CompletedTask;
}
