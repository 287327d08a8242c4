namespace LiveCaptions.Server.Chat;

/// <summary>A chat endpoint did not answer what was asked. The message is one line, without secrets and words that were said.</summary>
public sealed class ChatException(string message, Exception? inner = null) : Exception(message, inner);
