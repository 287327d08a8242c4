using LiveCaptions.Server.Publishing.YouTube.Resources;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Publishing;

/// <summary>How much later a session began than the live stream that its video was.</summary>
internal static class StreamOffset
{
    /// <summary>Whether it was live: files begin with their video.</summary>
    public static bool HasOne(SessionView session) => session.StartedAt is not null && (session.Source is null || session.Live is true);

    /// <returns>Seconds that are added to the session's times; 0 where one of the two never was live.</returns>
    public static double Of(SessionView session, VideoResource? video) =>
        HasOne(session) && video?.LiveStreamingDetails?.ActualStartTime is { } began
            ? Math.Round((session.StartedAt!.Value - began).TotalSeconds, 3)
            : 0;
}
