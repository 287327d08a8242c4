namespace LiveCaptions.Server.Storage;

/// <summary>What follows from a session's state.</summary>
public static class SessionStates
{
    /// <summary>Whether the session has ended: no audio and no new final will come.</summary>
    public static bool IsOver(this SessionState state) => state is SessionState.Finished or SessionState.Failed;
}
