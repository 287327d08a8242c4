namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>The publisher has to go.</summary>
public sealed class RtmpRefusalException(PublisherFarewell farewell) : Exception(farewell.Message)
{
    /// <param name="code">Short name for programs.</param>
    /// <param name="message">One line for people: what, and what to do.</param>
    public RtmpRefusalException(string code, string message)
        : this(new PublisherFarewell(code, message))
    {
    }

    /// <summary>What it is told.</summary>
    public PublisherFarewell Farewell => farewell;
}
