namespace LiveCaptions.Server.Web;

/// <summary>
/// <c>HEAD</c> wherever there is <c>GET</c>: the same answer, of which the web server sends no body. It remembers itself what the request
/// was; to all behind this it is a GET.
/// </summary>
internal static class HeadRequests
{
    public static IApplicationBuilder UseHeadAsGet(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method) && !IsChannel(context.Request.Path))
        {
            context.Request.Method = HttpMethods.Get;
            context.Items[typeof(HeadRequests)] = true;
        }

        return next(context);
    });

    /// <summary>Where a GET opens a connection that talks, of which there is no head.</summary>
    private static bool IsChannel(PathString path) => path.StartsWithSegments("/hubs") || path.StartsWithSegments("/ws");

    /// <summary>Whether only the headers are wanted: for answers that would not end, or that are long.</summary>
    public static bool IsHead(this HttpContext context) => context.Items.ContainsKey(typeof(HeadRequests));
}
