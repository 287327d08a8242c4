using LiveCaptions.Server.Access;
using LiveCaptions.Server.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Retention;

/// <summary><c>/api/retention</c>: how long what sessions leave is kept.</summary>
public static class RetentionEndpoints
{
    public static void Map(IEndpointRouteBuilder api) => api
        .MapGet("/retention", Get)
        .RequireScope(KeyScope.Admin)
        .WithSummary("Days from a session's end until its recording, its voices and all of it are deleted; null: when somebody does");

    private static Ok<RetentionView> Get(IOptions<RetentionOptions> options) => TypedResults.Ok(RetentionView.From(options.Value));
}
