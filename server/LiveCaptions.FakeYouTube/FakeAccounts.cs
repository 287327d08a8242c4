using System.Security.Cryptography;
using System.Text;

namespace LiveCaptions.FakeYouTube;

/// <summary>Consents, and the tokens that come of them.</summary>
internal sealed class FakeAccounts(FakeOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Consent> _codes = [];
    private readonly Dictionary<string, FakeCaller> _refresh = [];
    private readonly Dictionary<string, (string Refresh, DateTimeOffset Until)> _access = [];
    private readonly List<string> _issued = [];

    /// <summary>All tokens there ever were.</summary>
    public IReadOnlyList<string> Issued
    {
        get
        {
            lock (_lock)
            {
                return [.. _issued];
            }
        }
    }

    public string ProjectOf(string clientId) => clientId.Split('-')[0];

    /// <returns>The code that the browser brings back.</returns>
    public string Consent(string clientId, string channelId, string redirect, string? challenge, string scopes = "")
    {
        lock (_lock)
        {
            var code = New("4/code");
            _codes.Add(code, new Consent(new FakeCaller(ProjectOf(clientId), channelId, scopes), redirect, challenge));
            return code;
        }
    }

    /// <returns>Null where the code is none, or the proof that whoever began it is who ends it is not right.</returns>
    public (string Access, string Refresh, string Scopes)? Redeem(string code, string redirect, string? verifier)
    {
        lock (_lock)
        {
            if (!_codes.Remove(code, out var consent) || consent.Redirect != redirect || !IsProved(consent.Challenge, verifier))
            {
                return null;
            }

            var refresh = New("1//refresh");
            _refresh.Add(refresh, consent.Caller);
            return (NewAccess(refresh), refresh, consent.Caller.Scopes);
        }
    }

    /// <summary>A person consented without a code that a browser brings.</summary>
    public (string Access, string Refresh) Grant(string clientId, string channelId, string scopes)
    {
        lock (_lock)
        {
            var refresh = New("1//refresh");
            _refresh.Add(refresh, new FakeCaller(ProjectOf(clientId), channelId, scopes));
            return (NewAccess(refresh), refresh);
        }
    }

    /// <returns>Null where the consent was taken back.</returns>
    public string? Refresh(string refresh)
    {
        lock (_lock)
        {
            return _refresh.ContainsKey(refresh) ? NewAccess(refresh) : null;
        }
    }

    public FakeCaller? Find(string access)
    {
        lock (_lock)
        {
            return _access.TryGetValue(access, out var token) && token.Until > time.GetUtcNow()
                ? _refresh.GetValueOrDefault(token.Refresh)
                : null;
        }
    }

    /// <param name="token">Of either kind.</param>
    public bool Revoke(string token)
    {
        lock (_lock)
        {
            return _refresh.Remove(_access.TryGetValue(token, out var access) ? access.Refresh : token);
        }
    }

    /// <summary>As a channel's owner does on Google's page.</summary>
    public void RevokeChannel(string channelId)
    {
        lock (_lock)
        {
            foreach (var token in _refresh.Where(pair => pair.Value.ChannelId == channelId).Select(pair => pair.Key).ToList())
            {
                _refresh.Remove(token);
            }
        }
    }

    public void ExpireAccess()
    {
        lock (_lock)
        {
            _access.Clear();
        }
    }

    private string NewAccess(string refresh)
    {
        var access = New("ya29.access");
        _access[access] = (refresh, time.GetUtcNow() + options.AccessTokenLifetime);
        return access;
    }

    private string New(string kind)
    {
        var token = $"{kind}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        _issued.Add(token);
        return token;
    }

    // RFC 7636 §4.6, S256.
    private static bool IsProved(string? challenge, string? verifier) => challenge is null
        || (verifier is not null && challenge
            == Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
}
