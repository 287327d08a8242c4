namespace LiveCaptions.Server.Live.Sinks;

internal sealed partial class LiveSink
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} sink {Sink} ({Type}): {State}")]
    private static partial void LogState(ILogger logger, string session, string sink, SinkType type, SinkState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} sink {Sink} ({Type}) fails: {Error}")]
    private static partial void LogFailing(ILogger logger, string session, string sink, SinkType type, string error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} sink {Sink}: unexpected failure; trying again")]
    private static partial void LogBroken(ILogger logger, Exception exception, string session, string sink);
}
