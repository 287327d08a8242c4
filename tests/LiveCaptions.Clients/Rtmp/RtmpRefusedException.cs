namespace LiveCaptions.Clients.Rtmp;

/// <summary>The server does not let somebody publish.</summary>
/// <param name="code">Such as <c>NetStream.Publish.BadName</c>.</param>
public sealed class RtmpRefusedException(string code) : Exception($"The server refuses: {code}.")
{
    public string Code { get; } = code;
}
