using LiveCaptions.Media.WebRtc;
using System.Net;
using LiveCaptions.Media.WebRtc.Sdp;
using Xunit;

namespace LiveCaptions.Media.Tests.WebRtc.Sdp;

/// <summary>
/// Offers as real publishers send them, in tests/Fixtures/Sdp. Chromium 156, Firefox 153 and libdatachannel 0.33 made theirs;
/// those of OBS 30, GStreamer, Pion, Safari and ffmpeg are written after their sources and logs, with invented credentials.
/// Kept with LF, sent with CRLF.
/// </summary>
internal static class SdpFixtures
{
    private static readonly string Folder = FindFolder();

    public static AnswerParameters Parameters { get; } = new()
    {
        Ufrag = "serverUfrag1",
        Password = "serverPasswordserverPassword",
        Fingerprint = CertificateFingerprint.Of([1, 2, 3]),
        Candidates = [new(IPAddress.Parse("192.0.2.10"), 8189), new(IPAddress.Parse("2001:db8::10"), 8189)],
        SessionId = 1_234_567_890_123_456_789,
    };

    /// <summary>The smallest offer that is taken.</summary>
    public const string Smallest =
        "v=0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\na=ice-ufrag:abcd\na=ice-pwd:abcdefghijklmnopqrstuv\n"
        + "a=fingerprint:sha-256 3A:91:5E:C7:08:44:D2:1B:F6:70:2D:99:E3:5A:0C:B8:41:7F:D4:26:8E:B3:60:15:AA:CD:07:F9:52:3E:84:6B\n"
        + "a=rtcp-mux\na=rtpmap:111 opus/48000/2\n";

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.sdp").Select(path => Path.GetFileName(path)!)
            .Where(name => !name.Contains(".answer", StringComparison.Ordinal)).Select(name => name[..^4]).Order(StringComparer.Ordinal)];

    public static TheoryData<string> AllNames() => [.. Names];

    /// <summary>An offer, its lines ended by CRLF.</summary>
    public static string Offer(string name) => Read(name);

    /// <summary>An offer's lines, without their ends.</summary>
    public static string[] Lines(string name) => Offer(name).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public static string Join(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\r\n"));

    /// <summary>The golden answer; null where there is none.</summary>
    public static string? Answer(string name, bool acceptVideo)
    {
        var file = acceptVideo ? $"{name}.video.answer" : $"{name}.answer";
        return File.Exists(Path.Combine(Folder, file + ".sdp")) ? Read(file) : null;
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(Folder, name + ".sdp")).Replace("\n", "\r\n", StringComparison.Ordinal);

    private static string FindFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LiveCaptions.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No LiveCaptions.sln above {AppContext.BaseDirectory}.");
        }

        return Path.Combine(folder, "tests", "Fixtures", "Sdp");
    }
}
