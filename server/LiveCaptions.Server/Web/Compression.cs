using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace LiveCaptions.Server.Web;

/// <summary>
/// Text goes compressed to who takes it so: pages, JSON, caption files. Not what is live (an event that waits for more is late), not sound,
/// and not the answers to anything but GET: those hold new keys beside what the caller sent, whose length would tell of them (BREACH).
/// </summary>
internal static class Compression
{
    private static readonly string[] Types =
    [
        "text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/manifest+json",
        "application/json", "application/problem+json", "text/plain", "text/vtt",
        "application/x-subrip", "text/x-ssa", "application/ttml+xml", "application/vnd.apple.mpegurl",
    ];

    public static void AddTextCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = Types;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });

        // Of Brotli, the level that takes little more time than the fastest and a fifth fewer bytes.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
    }

    public static void UseTextCompression(this IApplicationBuilder app) =>
        app.UseWhen(context => HttpMethods.IsGet(context.Request.Method), reading => reading.UseResponseCompression());
}
