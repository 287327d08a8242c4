namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// There is no such engine, or something that it needs is not on this machine and cannot be fetched; the message says what, and what to do.
/// </summary>
public sealed class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
