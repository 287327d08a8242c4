using System.Diagnostics;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>The ffmpeg children of this process.</summary>
internal static class Children
{
    /// <summary>Tests that have some go one after the other: one of them kills all.</summary>
    public const string Collection = "ffmpeg children";

    /// <summary>Kills those that decode.</summary>
    public static async Task KillAsync()
    {
        foreach (var id in Decoders())
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Has those that decode do nothing any more, without ending.</summary>
    public static async Task StopAsync()
    {
        using var kill = Process.Start("kill", ["-STOP", .. Decoders().Select(id => $"{id}")]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Children of this process that decode what is live, published by RTMP or pulled: <c>/proc</c> knows.</summary>
    public static IReadOnlyList<int> Decoders() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!)).Where(IsDecoder),
    ];

    private static bool IsDecoder(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var parent = int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0]);
            var arguments = File.ReadAllText($"/proc/{id}/cmdline");
            return parent == Environment.ProcessId && (arguments.Contains("nobuffer", StringComparison.Ordinal) || arguments.Contains("dts_error_threshold", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return false;
        }
    }
}
