using System.Diagnostics;
using LiveCaptions.Clients;

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

    /// <summary>Those that decode what is live, published by RTMP or pulled.</summary>
    public static IReadOnlyList<int> Decoders() => [.. ProcessChildren.Of(Environment.ProcessId).Where(IsDecoder)];

    /// <summary>Of those that decode, what every user of the machine can see.</summary>
    public static IReadOnlyList<string> Arguments() => [.. Decoders().Select(ArgumentsOf)];

    private static string ArgumentsOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return ""; // It has ended meanwhile.
        }
    }

    private static bool IsDecoder(int id)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{id}/cmdline");
            return arguments.Contains("analyzeduration", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // It has ended meanwhile.
        }
    }
}
