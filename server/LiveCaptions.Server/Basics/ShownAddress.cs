using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Basics;

/// <summary>
/// What of an address may be shown to viewers, in messages and in the log. Names, passwords, keys and signatures in it are for who
/// connects. The one place that decides so, for imports, pulls and sinks.
/// </summary>
internal static partial class ShownAddress
{
    /// <summary>Without user, query, fragment and, of RTMP, the stream's name, which is often a key.</summary>
    public static string Of(Uri url)
    {
        var path = url.Scheme is "rtmp" or "rtmps" ? url.AbsolutePath[..(url.AbsolutePath.LastIndexOf('/') + 1)] : url.AbsolutePath;
        return $"{url.Scheme}://{url.Authority}{(path == "/" ? "" : path)}";
    }

    /// <summary>What a program or an exception said, with nothing left of addresses but their hosts.</summary>
    public static string Clean(string words) => AnyAddress().Replace(words, "${host}");

    [GeneratedRegex("""[a-z][a-z0-9+.-]*://(?:[^\s/?#'"]*@)?(?<host>[^\s/?#'"]*)[^\s'"]*""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnyAddress();
}
