namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>The publisher has to go.</summary>
/// <param name="code">Short name for programs.</param>
/// <param name="message">One line for people: what, and what to do.</param>
public sealed class RtmpRefusalException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
