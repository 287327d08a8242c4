namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>What a publisher says besides audio: <c>{"type":"finalize"|"keepAlive"|"close"}</c>.</summary>
public enum ControlMessage
{
    /// <summary>Make final what was said so far.</summary>
    Finalize,

    /// <summary>Still here, nothing to send.</summary>
    KeepAlive,

    /// <summary>That was all: send the last finals, then close.</summary>
    Close,
}
