namespace LiveCaptions.Media.Rtmp;

/// <summary>What came is not RTMP, or breaks its rules or our limits: the connection is of no more use.</summary>
/// <param name="message">One line for people. Holds nothing of what came.</param>
public sealed class RtmpProtocolException(string message) : Exception(message);
