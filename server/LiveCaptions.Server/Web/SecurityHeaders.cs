using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace LiveCaptions.Server.Web;

/// <summary>
/// What every answer tells browsers: what its page may load and who may frame it, that contents are what they say, that addresses, which
/// may hold keys, are told to nobody, and that what the API says is kept nowhere.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IOptions<WebOptions> options)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";
    private const string Devices =
        "microphone=(self), display-capture=(self), camera=(), geolocation=(), payment=(), usb=(), serial=(), midi=()";
    private const string Own = "same-origin";

    private static readonly string[] Private = ["/api", "/whip", "/ws", "/metrics", "/openapi"];
    private readonly string _framing = string.Join(' ', options.Value.Framing.Prepend("'self'"));
    private readonly string? _hsts = options.Value.HstsDays is > 0 and var days ? $"max-age={days * 86_400L}" : null;

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: who handles an exception starts the answer anew, and only then it is known what the answer is. The path
        // is rewritten for pages that are one file.
        context.Response.OnStarting(static state =>
        {
            var (self, http, path) = ((SecurityHeaders, HttpContext, PathString))state;
            self.Write(http, path);
            return Task.CompletedTask;
        }, (this, context, context.Request.Path));
        return next(context);
    }

    private void Write(HttpContext context, PathString path)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // What may be read from elsewhere may be played from elsewhere: Safari plays HLS without CORS.
        headers["Cross-Origin-Resource-Policy"] = headers.ContainsKey(HeaderNames.AccessControlAllowOrigin) ? "cross-origin" : Own;
        if (_hsts is not null && request.IsHttps)
        {
            headers.StrictTransportSecurity = _hsts;
        }

        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true)
        {
            WriteForPage(request.Host, path, headers);
            return;
        }

        headers.ContentSecurityPolicy = Nothing;
        if (headers.CacheControl.Count == 0 && Private.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)))
        {
            headers.CacheControl = "no-store";
        }
    }

    private void WriteForPage(HostString host, PathString path, IHeaderDictionary headers)
    {
        var isOverlay = path.StartsWithSegments("/overlay", StringComparison.OrdinalIgnoreCase);
        var isBuilder = path.StartsWithSegments("/overlay-builder", StringComparison.OrdinalIgnoreCase);
        var mayBeFramed = isOverlay || path.StartsWithSegments("/watch", StringComparison.OrdinalIgnoreCase);

        // Older browsers do not count sockets among 'self'.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + $"media-src 'self' blob:; manifest-src 'self'; frame-src {(isBuilder ? "'self'" : "'none'")}; "
            + $"connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action 'none'; "
            + $"frame-ancestors {(mayBeFramed ? _framing : "'none'")}";
        headers["Permissions-Policy"] = Devices;
        headers["Cross-Origin-Opener-Policy"] = Own;
        headers.CacheControl = "no-cache";
    }
}
