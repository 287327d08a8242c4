using System.Globalization;

namespace LiveCaptions.Server.Import.Live;

/// <summary>
/// An <c>srt://</c> address, taken apart here: ffmpeg reads its query by looking for words in it, so that one value can pose as another.
/// Only what stands here is handed on, and as options of ffmpeg's, not as an address.
/// </summary>
internal static class SrtAddress
{
    private const int MaxMicroseconds = 30_000_000;
    private static readonly string[] KeyLengths = ["16", "24", "32"];

    /// <summary>Why it cannot be called; null when it can.</summary>
    public static string? FindFault(Uri url)
    {
        var pairs = Pairs(url);
        foreach (var (name, value) in pairs)
        {
            if (name is "mode" && value is not "caller")
            {
                return "An srt:// address is called from here (mode=caller). Let the other side listen.";
            }

            if (!IsTaken(name, value))
            {
                return "An srt:// address takes passphrase (10 to 79 characters), streamid (up to 512), "
                    + "latency (microseconds), pbkeylen (16, 24 or 32), "
                    + "mode=caller and transtype=live; nothing else.";
            }
        }

        return pairs.DistinctBy(pair => pair.Key, StringComparer.Ordinal).Count() < pairs.Count
            ? "An srt:// address says each of its parameters once."
            : null;
    }

    /// <summary>Of an address without a fault, as ffmpeg calls them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Options(Uri url) =>
        [KeyValuePair.Create("mode", "caller"), .. Pairs(url).Where(pair => pair.Key is not ("mode" or "transtype"))];

    private static bool IsTaken(string name, string value) => !value.Any(char.IsControl) && name switch
    {
        "passphrase" => value.Length is >= 10 and <= 79,
        "streamid" => value.Length is > 0 and <= 512,
        "latency" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var latency) && latency <= MaxMicroseconds,
        "pbkeylen" => KeyLengths.Contains(value),
        "transtype" => value is "live",
        "mode" => true,
        _ => false,
    };

    private static List<KeyValuePair<string, string>> Pairs(Uri url) =>
    [
        .. url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(
                Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1].Replace('+', ' ')) : "")),
    ];
}
