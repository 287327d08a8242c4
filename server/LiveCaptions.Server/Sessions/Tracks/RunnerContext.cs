namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>What recognising a track needs of the program around it.</summary>
internal sealed record RunnerContext(string SessionId, SessionOptions Options, TimeProvider Time, ILogger Logger);
