using Microsoft.AspNetCore.Mvc;

namespace LiveCaptions.Server.Refusals;

/// <summary>How an endpoint's clients expect to be refused, whoever refuses them: an endpoint's metadata.</summary>
/// <param name="Of">The JSON body in the place of a problem.</param>
public sealed record RefusalShape(Func<HttpContext, ProblemDetails, object> Of);
