using System.Security.Claims;

namespace LiveCaptions.Server.Access;

/// <summary>The caller as ASP.NET's authorization hands them on.</summary>
internal sealed class CallerPrincipal(Caller caller) : ClaimsPrincipal(new ClaimsIdentity(CallerAuthentication.Scheme))
{
    public Caller Caller => caller;

    /// <returns>A stranger where nobody was recognised.</returns>
    public static Caller Of(ClaimsPrincipal user) => user is CallerPrincipal known ? known.Caller : Caller.Stranger;
}
