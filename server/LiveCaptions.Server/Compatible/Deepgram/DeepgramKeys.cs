using LiveCaptions.Server.Access;

namespace LiveCaptions.Server.Compatible.Deepgram;

/// <summary>
/// Keys where Deepgram's clients put them: <c>Authorization: Token KEY</c>; in browsers <c>token</c> and the key as
/// subprotocols, or <c>bearer</c> and it.
/// </summary>
internal static class DeepgramKeys
{
    private const string Scheme = "Token ";

    public static KeyPlace Place { get; } = new(Of);

    /// <summary>The subprotocol to agree on; null where none is asked for.</summary>
    public static string? ProtocolOf(HttpRequest request) => Protocols(request) is [var first and ("token" or "bearer"), ..] ? first : null;

    private static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim()
            : header.Length == 0 && Protocols(request) is ["token" or "bearer", var key, ..] ? key
            : null;
    }

    private static IList<string> Protocols(HttpRequest request) => request.HttpContext.WebSockets.WebSocketRequestedProtocols;
}
