namespace LiveCaptions.Server.Live.Sinks;

internal sealed partial class LiveSink
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} sink {Sink}: unexpected failure; trying again")]
    private static partial void LogBroken(ILogger logger, Exception exception, string session, string sink);
}
