using Microsoft.Extensions.FileProviders;

namespace LiveCaptions.Server.Web;

/// <summary>The page's files: from the sources' build, or as published beside the server. Without either there is only the API.</summary>
internal static class WebClient
{
    private const string Start = "index.html";
    private const string NotFound = "404.html";

    /// <summary>Their names have a hash of what is in them.</summary>
    private const string Fingerprinted = "/assets";

    /// <summary>The script that other sites' pages put captions with, by a name that stays.</summary>
    private const string Embedded = "/embed";

    /// <summary>What is no page, whatever a browser says that it accepts.</summary>
    private static readonly string[] Programs =
    [
        "/api", "/hubs", "/ws", "/whip", "/metrics", "/openapi", "/health", Fingerprinted, Embedded
    ];

    /// <returns>Null where the page was not built.</returns>
    public static IFileProvider? Find(IWebHostEnvironment environment)
    {
        string[] places =
        [
            Path.Combine(environment.ContentRootPath, "web-client", "dist"), Path.Combine(AppContext.BaseDirectory, "wwwroot")
        ];
        return places.FirstOrDefault(place => File.Exists(Path.Combine(place, Start))) is { } folder
            ? new PhysicalFileProvider(folder)
            : null;
    }

    /// <summary>Answers with files, and people who ask for a page that is not there with one that says so.</summary>
    public static void UseWebClient(this IApplicationBuilder app, IFileProvider files)
    {
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = file => SayHowLong(file.Context) });
        app.UseWhen(IsLost, lost => lost.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.SendFileAsync(files.GetFileInfo(NotFound), context.RequestAborted);
        }));
    }

    /// <summary>Pages that have many addresses.</summary>
    public static IEnumerable<IEndpointConventionBuilder> MapPages(this IEndpointRouteBuilder app, IFileProvider files)
    {
        var page = new StaticFileOptions { FileProvider = files };
        return
        [
            app.MapFallbackToFile("/studio/{id}", Start, page),
            app.MapFallbackToFile("/watch/{id}", Start, page),
            app.MapFallbackToFile("/overlay/{id}", "overlay.html", page),
            app.MapFallbackToFile("/overlay-builder", Start, page),
            app.MapFallbackToFile("/library", Start, page),
            app.MapFallbackToFile("/library/{id}", Start, page),
            app.MapFallbackToFile("/admin", Start, page),
        ];
    }

    /// <summary>
    /// Pages are asked for anew each time (<see cref="SecurityHeaders"/>), what has its hash in its name never, the rest now and then.
    /// </summary>
    private static void SayHowLong(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = IsIn(context, Fingerprinted) ? "public, max-age=31536000, immutable" : "public, max-age=3600";
        if (IsIn(context, Embedded))
        {
            headers.AccessControlAllowOrigin = "*";
        }
    }

    private static bool IsLost(HttpContext context) =>
        context.GetEndpoint() is null
        && HttpMethods.IsGet(context.Request.Method)
        && !Array.Exists(Programs, start => IsIn(context, start))
        && (context.Request.GetTypedHeaders().Accept ?? [])
            .Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    private static bool IsIn(HttpContext context, string folder) =>
        context.Request.Path.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase);
}
