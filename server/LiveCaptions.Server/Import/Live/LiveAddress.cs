namespace LiveCaptions.Server.Import.Live;

/// <summary>Which addresses are those of live streams, and can be pulled.</summary>
internal static class LiveAddress
{
    /// <summary>There is nothing but live streams by this protocol.</summary>
    public static bool IsLiveOnly(Uri url) => url.Scheme is "rtsp" or "rtsps" or "srt" or "rtmp" or "rtmps";

    public static bool IsWeb(Uri url) => url.Scheme is "http" or "https";

    /// <summary>As the scheme has it where the address does not say.</summary>
    public static int PortOf(Uri url) => (url.Port, url.Scheme) switch
    {
        ( > 0, _) => url.Port,
        (_, "rtsp") => 554,
        (_, "rtsps") => 322,
        (_, "rtmps") => 443,
        _ => 1935,
    };

    /// <summary>Why a live address cannot be taken as it is; null when it can.</summary>
    /// <param name="mayRedirect">Whether its server may lead anywhere.</param>
    public static string? FindFault(Uri url, bool mayRedirect) => url.Scheme switch
    {
        "srt" or "rtsp" or "rtsps" or "rtmp" or "rtmps" when url.Host.Length == 0 => "The address has no host.",
        "rtsp" or "rtsps" when !mayRedirect =>
            "An RTSP server can send ffmpeg on to any other address, so rtsp:// is taken only with "
            + $"LIVECAPTIONS_Import__AllowPrivateAddresses=true, or LIVECAPTIONS_Outgoing__Allow={url.Host}.",
        "srt" when url.Port <= 0 => "An srt:// address needs a port: srt://HOST:PORT.",
        "srt" => SrtAddress.FindFault(url),
        _ => null,
    };
}
