namespace LiveCaptions.Server.Limits;

/// <summary>Slows who tries keys by HTTP, whichever door they try: what a door answers says whether the key was right.</summary>
internal sealed class KeyGuessGuard(RequestDelegate next, KeyGuesses guesses)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (KeyIn(context.Request) is not { } key)
        {
            return next(context);
        }

        var address = context.Connection.RemoteIpAddress;
        if (!guesses.MayTry(address, key))
        {
            return LimitRefusal.AnswerAsync(context, "Too many wrong keys came from your address. Try again later.", guesses.Wait);
        }

        context.Response.OnStarting(() =>
        {
            Judge(context, key);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Judge(HttpContext context, string key)
    {
        var address = context.Connection.RemoteIpAddress;
        switch (context.Response.StatusCode)
        {
            // A key that allows something else is no guess, but a stream key allows one thing only.
            case StatusCodes.Status401Unauthorized:
            case StatusCodes.Status403Forbidden when LimitTable.Of(context) == LimitKind.Publish:
                guesses.CountWrong(address);
                break;
            case < StatusCodes.Status400BadRequest when context.GetEndpoint() is not null
                && !context.Request.Path.StartsWithSegments("/hubs"):
                guesses.Remember(address, key);
                break;
        }
    }

    private static string? KeyIn(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 0 } header ? header
        : request.Query["access_token"].ToString() is { Length: > 0 } token ? token
        : request.Query["key"].ToString() is { Length: > 0 } key ? key
        : request.Headers.SecWebSocketProtocol.ToString() is { Length: > 0 } protocols ? protocols
        : null;
}
