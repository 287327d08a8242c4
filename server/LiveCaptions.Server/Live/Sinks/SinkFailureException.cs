namespace LiveCaptions.Server.Live.Sinks;

/// <summary>A sink takes nothing now. The message is one line for people, without secrets.</summary>
/// <param name="retryAfter">When to try again; null leaves it to the usual, growing waits.</param>
public sealed class SinkFailureException(string message, TimeSpan? retryAfter = null) : Exception(message)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Trying again is not wanted, until somebody sets the sink up anew.</summary>
    public bool IsLast { get; init; }
}
