namespace LiveCaptions.Server.Sessions;

/// <summary>Something that works beside live sessions on what they bring, and that they never wait for.</summary>
public interface ILiveStage
{
    /// <summary>A session is live, for the first time or again after a restart. Returns at once.</summary>
    void Start(LiveSession session);
}
