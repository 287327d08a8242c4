using System.Text.RegularExpressions;

namespace LiveCaptions.Server.Commands.Doctor;

/// <summary>
/// Versions of ffmpeg with holes that a file from a stranger can use. What we let it open is little (see
/// docs/security.md), but not nothing.
/// </summary>
internal static partial class FfmpegHoles
{
    // The first release of each branch without them, as its news say. 4.x and older get no more releases.
    private static readonly (Version Branch, Version Mended)[] Branches =
    [
        (new(5, 1), new(5, 1, 10)), (new(6, 1), new(6, 1, 6)), (new(7, 1), new(7, 1, 5)), (new(8, 1), new(8, 1, 2)),
    ];

    private const string What =
        "has holes that are known since June 2026: memory errors in readers of AVI, CAF and MPEG-TS (CVE-2026-39210 to 39218), "
        + "and in a video decoder, which is not opened here (CVE-2026-8461)";

    /// <param name="said">The first line of <c>ffmpeg -version</c>.</param>
    /// <returns>What there is, and what to do; null where nothing is known, also of versions that are no releases.</returns>
    public static string? Find(string said)
    {
        if (Release().Match(said) is not { Success: true } match
            || !Version.TryParse(match.Groups["version"].Value, out var version) || IsMendedByDebian(match, version))
        {
            return null;
        }

        version = new Version(version.Major, version.Minor, Math.Max(version.Build, 0));
        var branch = Array.Find(Branches, branch => (branch.Branch.Major, branch.Branch.Minor) == (version.Major, version.Minor));
        if (branch.Mended is { } mended)
        {
            return version >= mended ? null : $"{What}. Get {mended} or newer: sudo apt-get update && sudo apt-get install ffmpeg";
        }

        return version > Branches[^1].Mended
            ? null
            : $"{What}, and its branch gets no releases any more. Unless your distribution mends it, "
                + $"install {string.Join(", ", Branches.Select(known => known.Mended))} or newer";
    }

    // Debian mends the release that it has: "5.1.9-0+deb12u1" is the release, "…u2" and later are mended.
    private static bool IsMendedByDebian(Match match, Version version) =>
        match.Groups["update"] is { Success: true, Value: not ("0" or "1") } && Array.Exists(
            Branches, branch =>
                (branch.Branch.Major, branch.Branch.Minor) == (version.Major, version.Minor) && version.Build == branch.Mended.Build - 1);

    [GeneratedRegex(@"^ffmpeg version n?(?<version>\d{1,3}(\.\d{1,3}){1,2})(-\S*?\+deb\d+u(?<update>\d{1,3}))?(?=[\s-])",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Release();
}
