using LiveCaptions.Speech.Pipeline;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// A stage that adds labels to a track failed; the words go on without them. Told of once per stage, as it may fail on every final.
/// </summary>
internal sealed partial class LabelFaultLog(ILogger logger, string sessionId, int track)
{
    private readonly HashSet<LabelStage> _told = [];

    public void Tell(LabelStage stage, Exception fault)
    {
        lock (_told)
        {
            if (!_told.Add(stage))
            {
                return;
            }
        }

        LogFault(logger, fault, sessionId, track, stage);
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Session {Session} track {Track}: {Stage} failed; captions go on without these labels (told once)")]
    private static partial void LogFault(ILogger logger, Exception exception, string session, int track, LabelStage stage);
}
