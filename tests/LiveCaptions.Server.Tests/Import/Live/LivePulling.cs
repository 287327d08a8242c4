using System.Globalization;
using System.Net.Http.Json;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Logging;

namespace LiveCaptions.Server.Tests.Import.Live;

/// <summary>Has a server pull streams of this machine.</summary>
internal static class LivePulling
{
    /// <param name="stall">Seconds that a source may be silent.</param>
    /// <param name="grace">Seconds until it is given up.</param>
    public static Task<TestServer> StartAsync(double stall = 10, double grace = 10, LogCapture? log = null, string? data = null) =>
        TestServer.StartAsync(
            data,
            configure: builder => builder.Logging.AddProvider(log ?? new LogCapture()).SetMinimumLevel(LogLevel.Trace),
            settings:
            [
                ("Import:AllowPrivateAddresses", "true"), ("Import:YtDlp", "/nowhere/yt-dlp"),
                ("Import:LiveStallSeconds", stall.ToString(CultureInfo.InvariantCulture)),
                ("Sessions:GraceSeconds", grace.ToString(CultureInfo.InvariantCulture)),
            ]);

    public static Task<TestSession> PullAsync(this TestServer server, string url, bool? live = true) =>
        server.ImportAsync(JsonContent.Create(new { url, live }));

    public static async Task<string?> EndReasonAsync(this TestSession session) =>
        (await session.ViewAsync()).GetProperty("endReason").GetString();

    public static async Task<string> MessageAsync(this TestSession session) =>
        (await session.ViewAsync()).TryGetProperty("message", out var message) ? message.GetString()! : "";
}
