using System.Buffers.Text;
using System.Security.Cryptography;

namespace LiveCaptions.Server.Access;

/// <summary>
/// Stand-ins for keys where browsers set no header: players and links. A pass goes into a cookie that scripts do not see and that is
/// sent to one session's addresses only, so the key itself stands in no address, log or history. Kept in memory: a page asks for another
/// one.
/// </summary>
public sealed class BrowserPasses(TimeProvider time)
{
    public const string Cookie = "lc_pass";

    private const int Most = 10_000;
    private const int SecretBytes = 24;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pass> _passes = new(StringComparer.Ordinal);

    // All last as long as each other: the first that was made is the first to go.
    private readonly Queue<string> _order = new();

    public static TimeSpan Lasts { get; } = TimeSpan.FromHours(12);

    /// <summary>Where endpoints find a key by a pass. What a client sends with intent goes before.</summary>
    public static KeyPlace Place { get; } = new(request =>
        request.Headers.Authorization.Count == 0 && !request.Query.ContainsKey("access_token") && request.Cookies[Cookie] is { } secret
            && request.RouteValues[AccessEndpoints.SessionIdParameter] is string sessionId
            ? request.HttpContext.RequestServices.GetRequiredService<BrowserPasses>().FindKey(secret, sessionId)
            : null);

    /// <param name="key">A key or token; whether it opens anything is asked anew each time.</param>
    public string Issue(string key, string sessionId)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetUtcNow();
        lock (_lock)
        {
            while (_order.TryPeek(out var first) && (_order.Count >= Most || _passes[first].Ends <= now))
            {
                _passes.Remove(_order.Dequeue());
            }

            _passes[secret] = new Pass(key, sessionId, now + Lasts);
            _order.Enqueue(secret);
        }

        return secret;
    }

    /// <returns>The key that it stands for; null where it stands for none, or not for this session.</returns>
    public string? FindKey(string secret, string sessionId)
    {
        lock (_lock)
        {
            return _passes.TryGetValue(secret, out var pass) && pass.SessionId == sessionId && pass.Ends > time.GetUtcNow()
                ? pass.Key
                : null;
        }
    }

    private sealed record Pass(string Key, string SessionId, DateTimeOffset Ends);
}
