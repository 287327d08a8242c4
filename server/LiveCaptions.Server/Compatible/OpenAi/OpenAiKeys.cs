using LiveCaptions.Server.Access;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>Keys where OpenAI's clients put them in browsers, which set no headers: among the subprotocols.</summary>
internal static class OpenAiKeys
{
    /// <summary>What the clients' WebSocket speaks.</summary>
    public const string Protocol = "realtime";

    private const string Prefix = "openai-insecure-api-key.";

    public static KeyPlace Place { get; } = new(request => request.Headers.Authorization.Count > 0 ? null : Of(request));

    /// <summary>The subprotocol to agree on; null where none is asked for.</summary>
    public static string? ProtocolOf(HttpRequest request) => Protocols(request).Contains(Protocol) ? Protocol : null;

    private static string? Of(HttpRequest request) =>
        Protocols(request).FirstOrDefault(protocol => protocol.StartsWith(Prefix, StringComparison.Ordinal))?[Prefix.Length..];

    private static IList<string> Protocols(HttpRequest request) => request.HttpContext.WebSockets.WebSocketRequestedProtocols;
}
