using System.Globalization;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// What yt-dlp is told. It is to fetch by itself and through our proxy: nothing is handed to ffmpeg or other
/// programs, which go out on their own.
/// </summary>
internal static class YtDlpArguments
{
    // rtmp, rtsp, mms and websockets are other programs' or go around the proxy.
    private const string ByItself = """[protocol~="^(https?|m3u8(_native)?|http_dash_segments(_generator)?)$"]""";

    /// <summary>Sound alone where there is such, else everything; then whatever a site has that knows neither.</summary>
    public static readonly IReadOnlyList<string> Formats =
    [
        $"bestaudio{ByItself}/best{ByItself}", $"worst*[acodec!=none]{ByItself}/best*{ByItself}"
    ];

    // No file of ours or of who runs us: settings, cookies, passwords, caches, lists.
    private static readonly string[] Always =
    [
        "--ignore-config", "--no-cookies", "--no-cookies-from-browser", "--no-cache-dir", "--no-batch-file", "--no-exec", "--no-playlist",
        "--no-warnings", "--downloader", "native", "--hls-prefer-native", "--fixup", "never", "--ffmpeg-location", "/nowhere/ffmpeg",
        "--socket-timeout", "20",
    ];

    /// <summary>Makes it say its version.</summary>
    public static readonly string[] Version = ["--ignore-config", "--version"];

    /// <summary>Makes it list the browsers that it can pass for.</summary>
    public static readonly string[] Browsers = ["--ignore-config", "--list-impersonate-targets"];

    /// <param name="proxy">Null goes directly.</param>
    /// <param name="asBrowser">Whether it passes for a browser, whichever it can.</param>
    public static string[] Look(Uri url, string? proxy, bool asBrowser = false) =>
        [.. Always, .. Through(proxy, asBrowser), "--dump-single-json", "--", url.AbsoluteUri];

    /// <param name="format">Of <see cref="Formats"/>.</param>
    /// <param name="stem">What its files' paths begin with.</param>
    public static string[] Download(Uri url, string? proxy, string format, string stem, long maxBytes, bool asBrowser = false) =>
    [
        .. Always, .. Through(proxy, asBrowser), "--newline", "--progress", "--no-simulate", "--continue", "--retries", "3",
        "--max-filesize", maxBytes.ToString(CultureInfo.InvariantCulture), "--progress-template", "download:%(progress._percent_str)s",
        "-f", format, "-o", $"{stem.Replace("%", "%%", StringComparison.Ordinal)}.media.%(ext)s", "--", url.AbsoluteUri,
    ];

    private static string[] Through(string? proxy, bool asBrowser) =>
        [.. proxy is null ? (string[])[] : ["--proxy", proxy], .. asBrowser ? (string[])["--impersonate", ""] : []];
}
