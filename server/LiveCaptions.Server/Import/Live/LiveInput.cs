using System.Globalization;
using System.Net.Sockets;
using LiveCaptions.Server.Import.Links;

namespace LiveCaptions.Server.Import.Live;

/// <summary>
/// How ffmpeg is to pull an address: (1) only by the protocols and formats that belong to it, whatever its server says, (2) only from where the
/// policy lets it: HTTP through our proxy, the others from the very address that was checked, (3) not waiting for ever.
/// </summary>
/// <remarks>ffmpeg's own reconnecting is not used: it says nothing of what it left out, and times would slip.</remarks>
internal static class LiveInput
{
    /// <summary>Why a live address cannot be taken as it is; null when it can.</summary>
    public static string? FindFault(Uri url, AddressPolicy policy) => url.Scheme switch
    {
        "rtsp" or "rtsps" when !policy.AllowsPrivate =>
            "An RTSP server can send ffmpeg on to any other address, so rtsp:// is taken only with LIVECAPTIONS_Import__AllowPrivateAddresses=true.",
        "srt" when url.Query.Contains("mode=", StringComparison.OrdinalIgnoreCase) && !url.Query.Contains("mode=caller", StringComparison.OrdinalIgnoreCase) =>
            "An srt:// address is called from here (mode=caller). Let the other side listen.",
        "srt" or "rtsp" or "rtsps" or "rtmp" or "rtmps" when url.Host.Length == 0 => "The address has no host.",
        "srt" when url.Port <= 0 => "An srt:// address needs a port: srt://HOST:PORT.",
        _ => null,
    };

    /// <summary>(2) for protocols that know no proxy.</summary>
    /// <exception cref="AddressRefusedException">The host leads where it may not.</exception>
    /// <exception cref="SocketException">It is not known.</exception>
    public static async Task<Uri> PinAsync(Uri url, AddressPolicy policy, CancellationToken cancellationToken)
    {
        if (policy.AllowsPrivate || LiveAddress.IsWeb(url))
        {
            return url;
        }

        var addresses = await policy.ResolveAsync(url.IdnHost, cancellationToken);
        return new UriBuilder(url) { Host = addresses[0].ToString() }.Uri;
    }

    /// <param name="url">As it was given: not pinned.</param>
    /// <param name="isPlaylist">It is known to be HLS.</param>
    /// <param name="proxy">For HTTP; null goes directly.</param>
    /// <param name="patience">How long it waits for a byte.</param>
    public static IReadOnlyList<string> Options(Uri url, bool isPlaylist, string? proxy, TimeSpan patience)
    {
        var microseconds = ((long)patience.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        return url.Scheme switch
        {
            "srt" => [.. Only("srt", "mpegts"), "-rw_timeout", microseconds],
            "rtsp" or "rtsps" => [.. Only("tcp,tls", "rtsp"), "-rtsp_transport", "tcp", "-timeout", microseconds],
            "rtmp" or "rtmps" => [.. Only("rtmp,rtmps,tcp,tls", "flv,live_flv"), "-rw_timeout", microseconds, "-rtmp_live", "live", "-rtmp_tcurl", TcUrl(url)],
            _ =>
            [
                .. Only("http,https,tcp,tls,httpproxy,crypto,data", "hls,mpegts,mp3,aac,ac3,eac3,ogg,flac,mov,matroska,wav,flv,webvtt"), "-rw_timeout", microseconds,
                .. proxy is null ? (string[])[] : ["-http_proxy", proxy],
                .. isPlaylist ? (string[])["-live_start_index", "-1", "-max_reload", "1000", "-m3u8_hold_counters", "1000"] : [],
            ],
        };
    }

    private static string[] Only(string protocols, string formats) => ["-protocol_whitelist", protocols, "-format_whitelist", formats];

    // A server may have several hosts, told apart by the name. As ffmpeg cuts it: two parts of three or more are the application, else one.
    private static string TcUrl(Uri url)
    {
        var parts = url.AbsolutePath.Trim('/').Split('/');
        return $"{url.Scheme}://{url.Authority}/{string.Join('/', parts[..Math.Min(parts.Length, parts.Length > 2 ? 2 : 1)])}";
    }
}
