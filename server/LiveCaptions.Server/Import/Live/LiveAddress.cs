using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Import.Live;

/// <summary>Addresses of live streams, and what of them may be shown: names, passwords, keys and tokens in them are for who pulls.</summary>
internal static partial class LiveAddress
{
    /// <summary>There is nothing but live streams by this protocol.</summary>
    public static bool IsLiveOnly(Uri url) => url.Scheme is "rtsp" or "rtsps" or "srt" or "rtmp" or "rtmps";

    public static bool IsWeb(Uri url) => url.Scheme is "http" or "https";

    /// <summary>Without user, query and, of RTMP, the stream's name, which is often a key.</summary>
    public static string Shown(Uri url)
    {
        var path = url.Scheme is "rtmp" or "rtmps" ? url.AbsolutePath[..(url.AbsolutePath.LastIndexOf('/') + 1)] : url.AbsolutePath;
        return $"{url.Scheme}://{url.Authority}{(path == "/" ? "" : path)}";
    }

    /// <summary>What a program said, with nothing left of addresses but their hosts.</summary>
    public static string Clean(string words) => AnyAddress().Replace(words, "${host}");

    [GeneratedRegex("""[a-z][a-z0-9+.-]*://(?:[^\s/?#'"]*@)?(?<host>[^\s/?#'"]*)[^\s'"]*""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnyAddress();
}
