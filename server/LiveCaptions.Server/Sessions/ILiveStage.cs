namespace LiveCaptions.Server.Sessions;

/// <summary>Something that works beside live sessions on what they bring, and that they never wait for.</summary>
public interface ILiveStage
{
    /// <summary>A session is live, for the first time or again after a restart. Returns at once.</summary>
    /// <param name="live">Those that are live; what is written to one is written within its gate, as long as it is among them.</param>
    void Start(LiveSession session, LiveSessions live);
}
