namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>The publisher has to go.</summary>
public sealed class RtmpRefusalException(DisconnectReason disconnect) : Exception(disconnect.Message)
{
    /// <param name="code">Short name for programs.</param>
    /// <param name="message">One line for people: what, and what to do.</param>
    public RtmpRefusalException(string code, string message)
        : this(new DisconnectReason(code, message))
    {
    }

    /// <summary>What it is told.</summary>
    public DisconnectReason Disconnect => disconnect;
}
