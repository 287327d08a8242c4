using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Tests.Exports;

/// <summary>Small, strict readers of what the project writes: anything else in a file is an error.</summary>
internal static partial class CaptionFileReader
{
    public static List<ReadCue> WebVtt(string file)
    {
        Assert.StartsWith("WEBVTT\n\n", file, StringComparison.Ordinal);
        return Blocks(file["WEBVTT\n\n".Length..]).Select((lines, i) =>
        {
            Assert.Equal((i + 1).ToString(CultureInfo.InvariantCulture), lines[0]);
            var (start, end) = Times(lines[1], @"hh\:mm\:ss\.fff");
            var payload = VttPayload().Match(string.Join('\n', lines[2..]));
            Assert.True(payload.Success, $"payload of cue {i + 1}: {string.Join('|', lines[2..])}");
            return new ReadCue(
                start, end, Unescape(payload.Groups["text"].Value),
                payload.Groups["voice"] is { Success: true } v ? Unescape(v.Value) : null);
        }).ToList();
    }

    public static List<ReadCue> SubRip(string file) =>
        Blocks(file).Select((lines, i) =>
        {
            Assert.Equal((i + 1).ToString(CultureInfo.InvariantCulture), lines[0]);
            var (start, end) = Times(lines[1], @"hh\:mm\:ss\,fff");
            var text = string.Join('\n', lines[2..]);
            Assert.DoesNotContain("-->", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("</?[A-Za-z]|&[A-Za-z0-9#]+;", text);
            return new ReadCue(start, end, text.Replace("\u2060", "", StringComparison.Ordinal));
        }).ToList();

    public static string Utf8(byte[] file) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);

    private static IEnumerable<string[]> Blocks(string body)
    {
        if (body.Length == 0)
        {
            return [];
        }

        Assert.EndsWith("\n", body, StringComparison.Ordinal);
        var blocks = body[..^1].Split("\n\n").Select(b => b.Split('\n')).ToList();
        Assert.All(blocks, b => Assert.InRange(b.Length, 3, 4));
        Assert.All(blocks.SelectMany(b => b), l => Assert.True(l.Length > 0 && !l.Contains('\r', StringComparison.Ordinal)));
        return blocks;
    }

    private static (long Start, long End) Times(string line, string format)
    {
        var times = line.Split(" --> ")
            .Select(t => (long)TimeSpan.ParseExact(t, format, CultureInfo.InvariantCulture).TotalMilliseconds).ToArray();
        Assert.Equal(2, times.Length);
        return (times[0], times[1]);
    }

    private static string Unescape(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"^(<v (?<voice>([^<>&\n]|&amp;|&lt;|&gt;)+)>)?(?<text>([^<>&]|&amp;|&lt;|&gt;)+)$",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VttPayload();
}
