using System.Text.Encodings.Web;
using LiveCaptions.Server.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Access;

/// <summary>
/// API keys and tokens as ASP.NET's authentication: before a body is read, so that strangers learn nothing of what is wrong with it.
/// No or a wrong key is 401, a key of another scope 403.
/// </summary>
internal sealed class CallerAuthentication(
    AccessControl access, OpenMode open, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "LiveCaptions";

    private KeyScope Needed => Context.GetEndpoint()?.Metadata.GetMetadata<ScopeRequirement>()?.Scope ?? KeyScope.Admin;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // The middleware asks for every request; where no key is needed, none is looked up: probes are answered while the database
        // is in trouble, too. Where no door is, a caller is still asked for: what is not there is told to who may ask.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<OpenDoor>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        var caller = await access.IdentifyAsync(Context, takesQuery: Needed == KeyScope.View);
        return caller.IsKnown
            ? AuthenticateResult.Success(new AuthenticationTicket(new CallerPrincipal(caller), Scheme))
            : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(
            401, "key_required",
            $"{Why()} Send the header 'Authorization: Bearer KEY'; make a key with: ./livecaptions keys create --scope {Name}")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(403, "scope_missing", "The key is good, but not for this, which needs scope "
            + $"'{Name}'{(Needed == KeyScope.Edit ? " or a token of scope 'edit' of this session" : "")}.")
            .ExecuteAsync(Context);

    // Editing is for tokens, which the server hands out; who has none needs a key for everything.
    private string Name => ApiKey.Write(Needed == KeyScope.Edit ? KeyScope.Admin : Needed);

    private string Why() => open.IsLoopbackOnly && !open.IsFromHere(Request)
        ? "Without a key, this server is open to pages and programs of its own machine only, "
            + "called by a loopback address (LIVECAPTIONS_Access__Hosts adds names), not by other sites' pages or through a proxy."
        : $"This needs a key of scope '{Name}'.";
}
