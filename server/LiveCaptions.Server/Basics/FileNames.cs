using LiveCaptions.Captions.Text;
using Microsoft.AspNetCore.StaticFiles;

namespace LiveCaptions.Server.Basics;

/// <summary>Names of files made of what strangers say.</summary>
internal static class FileNames
{
    private const int Longest = 100;
    private static readonly char[] Unsafe = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

    // What the table below lacks of sound and films, and what addresses of them end with.
    private static readonly string[] Others =
    [
        "3ga", "ac3", "amr", "ape", "awb", "caf", "dts", "eac3", "f4a", "f4v", "flac", "gsm", "m4b", "m4r", "mka", "mkv",
        "mp1", "mpc", "mpga", "mts", "mxf", "opus", "rmvb", "spx", "tak", "tta", "vob", "w64", "wave", "weba", "wv",
        "m3u8", "mpd", "pls", "asp", "aspx", "bin", "cgi", "dat", "htm", "html", "jsp", "part", "php", "tmp",
    ];

    private static readonly HashSet<string> Endings = new(
        new FileExtensionContentTypeProvider().Mappings
            .Where(known =>
                known.Value.StartsWith("audio/", StringComparison.Ordinal) || known.Value.StartsWith("video/", StringComparison.Ordinal))
            .Select(known => known.Key[1..])
            .Concat(Others),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// A name without the ending that says what kind of file it is: <c>Dr. Smith.mp3</c> is <c>Dr. Smith</c>, and <c>Dr. Smith</c>
    /// stays.
    /// </summary>
    public static string WithoutEnding(string name)
    {
        var dot = name.LastIndexOf('.');
        var ending = name[(dot + 1)..];
        return dot > 0 && (ending.Length == 0 || Endings.Contains(ending)) ? name[..dot] : name;
    }

    public static string Safe(string name)
    {
        var letters = CaptionText.Cut(CaptionText.Clean(name), Longest).Select(letter => Unsafe.Contains(letter) ? '_' : letter);
        return string.Concat(letters).Trim(' ', '.', '-');
    }
}
