using LiveCaptions.Captions;
using LiveCaptions.Server.Access;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace LiveCaptions.Server.Tests.Access;

/// <summary>All that come to a door: without a key, with one that opens nothing, with every kind of key and token.</summary>
internal sealed class KeyHolders
{
    public static readonly string[] Names =
    [
        "none", "wrong", "expired", "revoked", "view", "publish", "admin", "view token",
        "edit token", "publish token", "expired token", "other's edit token"
    ];

    private readonly TestServer _server;
    private readonly Dictionary<string, string?> _keys = new(StringComparer.Ordinal) { ["none"] = null, ["wrong"] = "lc_wrong" };

    private KeyHolders(TestServer server) => _server = server;

    public static async Task<KeyHolders> CreateAsync(TestServer server)
    {
        var holders = new KeyHolders(server);
        var issuer = server.Services.GetRequiredService<KeyIssuer>();
        var store = server.Services.GetRequiredService<KeyStore>();
        holders._keys["revoked"] = await issuer.CreateAsync(KeyScope.Admin, expiresAt: null);
        await store.RevokeAsync((await store.ListAsync())[0].Id, DateTimeOffset.UnixEpoch);
        holders._keys["expired"] = await issuer.CreateAsync(KeyScope.Admin, DateTimeOffset.UnixEpoch);
        foreach (var (name, scope) in new[] { ("view", KeyScope.View), ("publish", KeyScope.Publish), ("admin", KeyScope.Admin) })
        {
            holders._keys[name] = await issuer.CreateAsync(scope, expiresAt: null);
        }

        return holders;
    }

    /// <returns>A new session, and the key of who comes for it.</returns>
    public async Task<(string SessionId, string? Key)> ForAsync(string holder)
    {
        var id = await AddSessionAsync();
        return holder switch
        {
            "view token" => (id, await TokenAsync(id, KeyScope.View, TimeSpan.FromHours(1))),
            "edit token" => (id, await TokenAsync(id, KeyScope.Edit, TimeSpan.FromHours(1))),
            "publish token" => (id, await TokenAsync(id, KeyScope.Publish, TimeSpan.FromHours(1))),
            "expired token" => (id, await TokenAsync(id, KeyScope.Edit, TimeSpan.FromHours(-1))),
            "other's edit token" => (id, await TokenAsync(await AddSessionAsync(), KeyScope.Edit, TimeSpan.FromHours(1))),
            _ => (id, _keys[holder]),
        };
    }

    private async Task<string> AddSessionAsync()
    {
        var id = SessionId.Create();
        await _server.Services.GetRequiredService<SessionStore>().AddAsync(new SessionRow
        {
            Id = id, Engine = "fake", Settings = "{}", StreamKeyHash = ApiKey.Hash(id),
            State = SessionState.Finished, CreatedAt = TimeProvider.System.GetUtcNow(),
        });
        return id;
    }

    private async Task<string> TokenAsync(string sessionId, KeyScope scope, TimeSpan lasts) =>
        (await _server.Services.GetRequiredService<TokenIssuer>()
            .CreateAsync(sessionId, scope, TimeProvider.System.GetUtcNow() + lasts)).Token;
}
