
namespace LiveCaptions.Server.Refusals;

/// <summary>Writes every problem of an endpoint that has a <see cref="RefusalShape"/> in that shape.</summary>
internal sealed class ShapedProblems : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => ShapeOf(context.HttpContext) is not null;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var body = ShapeOf(context.HttpContext)!.Of(context.HttpContext, context.ProblemDetails);
        await context.HttpContext.Response.WriteAsJsonAsync(
            body, body.GetType(), options: null, contentType: "application/json", context.HttpContext.RequestAborted);
    }

    // Where an exception is told, the endpoint has been cleared from the request.
    private static RefusalShape? ShapeOf(HttpContext context) =>
        (context.GetEndpoint() ?? context.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Endpoint)?.Metadata
            .GetMetadata<RefusalShape>();
}
