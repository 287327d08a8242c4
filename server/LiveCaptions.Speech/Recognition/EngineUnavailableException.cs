namespace LiveCaptions.Speech.Recognition;

/// <summary>Something that an engine needs is not on this machine, and cannot be fetched; the message says what, and what to do.</summary>
public sealed class EngineUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
