using System.Diagnostics;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>What <c>transcribe</c> keeps while it is at work.</summary>
internal static class Journals
{
    /// <summary>Lines of all journals in a folder: one at the head of each, and one per final that is kept.</summary>
    public static int Lines(string folder)
    {
        // They are locked against .NET.
        using var cat = Process.Start(new ProcessStartInfo("cat", Directory.GetFiles(folder, "*.journal"))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true
        })!;
        return cat.StandardOutput.ReadToEnd().Count(letter => letter == '\n');
    }

    /// <summary>Done when there are so many lines.</summary>
    public static async Task HaveAsync(string folder, int lines)
    {
        while (Lines(folder) < lines)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
