namespace LiveCaptions.Server.Translation;

/// <summary>Something was not translated; it may be later. The message is one line, without secrets and words that were said.</summary>
public sealed class TranslationException(string message, Exception? inner = null) : Exception(message, inner);
