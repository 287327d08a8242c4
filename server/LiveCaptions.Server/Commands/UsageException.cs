namespace LiveCaptions.Server.Commands;

/// <summary>The command line asks for something that there is not; the message is one line.</summary>
public sealed class UsageException(string message) : Exception(message);
