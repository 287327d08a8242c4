namespace LiveCaptions.Server.Storage;

/// <summary>What follows from how far a second pass is.</summary>
public static class PublishingStates
{
    /// <summary>The transcript that is published: what was live, until there is one for publishing.</summary>
    public static CaptionVersion Published(this PublishingState state) =>
        state == PublishingState.Done ? CaptionVersion.Publishing : CaptionVersion.Live;
}
