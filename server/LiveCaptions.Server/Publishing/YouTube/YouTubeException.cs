namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>A call failed; the message is one line.</summary>
public sealed class YouTubeException(YouTubeFault fault, Exception? inner = null) : Exception(fault.Line, inner)
{
    public YouTubeFault Fault => fault;
}
