using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

public sealed partial class CaptionSession
{
    internal void LogPipelineFailure(Exception exception, AudioTrack track, long position, int failures) =>
        LogPipelineFailure(_around.Logger, failures == 1 ? exception : null, Id, track.Number, position, failures, exception.Message);

    internal void LogLabelFailure(Exception exception, AudioTrack track, LabelStage stage) =>
        LogLabelFailure(_around.Logger, exception, Id, track.Number, stage);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} track {Track}: recognition failed behind sample {Position} (failure {Failures} there) and is tried again from the last final: {Reason}")]
    private static partial void LogPipelineFailure(ILogger logger, Exception? exception, string session, int track, long position, int failures, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} track {Track}: {Stage} failed; captions go on without these labels (told once)")]
    private static partial void LogLabelFailure(ILogger logger, Exception exception, string session, int track, LabelStage stage);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string session, string trouble);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} track {Track}: {Code}: {Notice}")]
    private static partial void LogNotice(ILogger logger, string session, int track, string code, string notice);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} track {Track}: ended by a failure")]
    private static partial void LogTrackFailure(ILogger logger, Exception exception, string session, int track);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session}: a change of state failed")]
    private static partial void LogTransitionFailure(ILogger logger, Exception exception, string session);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} track {Track} ended: {Reason} after {Seconds:F1} s of audio")]
    private static partial void LogTrackEnded(ILogger logger, string session, int track, SessionEndReason reason, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} ended: {Reason}, {Cues} cues from {Seconds:F1} s of audio")]
    private static partial void LogEnded(ILogger logger, string session, SessionEndReason reason, int cues, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} resumed: {Tracks} tracks, {Seconds:F1} s of audio still to transcribe")]
    private static partial void LogResumed(ILogger logger, string session, int tracks, double seconds);
}
