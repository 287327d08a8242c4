using System.Diagnostics;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What is left of <c>transcribe</c> when it is killed, with the real models and a file that ffmpeg decodes.</summary>
public sealed class TranscribeKillTests
{
    private const int Rounds = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Sentences =
    [
        "The weather is fine today, and it will be fine tomorrow.",
        "Seven children are playing in the garden behind the house, where the apple trees are.",
        "Please open the window before the meeting begins.",
        "The train to the city leaves at noon, and the next one only in the evening.",
    ];

    [Fact]
    public async Task Killed_half_way_and_started_again_it_goes_on_and_writes_the_same_file()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var folder = new TempFolder();
        var input = folder.File("talk.opus");
        await SpokenText.WriteOpusAsync(input, string.Join(' ', Enumerable.Repeat(string.Join(' ', Sentences), Rounds)));
        using (var undisturbed = Start(input, folder.File("undisturbed"), folder.File("undisturbed-kept")))
        {
            await undisturbed.WaitForExitAsync(giveUp.Token);
            Assert.Equal(0, undisturbed.ExitCode);
        }

        string[] before;
        using (var doomed = Start(input, folder.File("out"), folder.File("kept")))
        {
            while (Journal(folder).Length < 6)
            {
                Assert.False(doomed.HasExited, "It was to be killed half-way.");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, giveUp.Token);
            }

            doomed.Kill();
            await doomed.WaitForExitAsync(giveUp.Token);
            before = Journal(folder);
        }

        using (var again = Start(input, folder.File("out"), folder.File("kept")))
        {
            while (Journal(folder) is { Length: > 0 } kept)
            {
                Assert.True(kept.Length >= before.Length, "What was made before the kill is thrown away.");
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, giveUp.Token);
            }

            await again.WaitForExitAsync(giveUp.Token);
            Assert.Equal(0, again.ExitCode);
        }

        Assert.Equal(
            ["talk.srt", "talk.txt", "talk.vtt"],
            Directory.GetFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder.File("out")), file =>
            Assert.Equal(File.ReadAllText(folder.File($"undisturbed/{Path.GetFileName(file)}")), File.ReadAllText(file)));
    }

    private static Process Start(string input, string output, string kept)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "LiveCaptions.EndToEnd.Host.dll");
        string[] arguments = [host, "transcribe", input, "--out", output, "--engine", "moonshine-tiny", "--formats", "vtt,srt,txt"];
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["LIVECAPTIONS_Cache__Folder"] = kept;
        return Process.Start(start)!;
    }

    /// <summary>Read by a program that does not care for the lock on it.</summary>
    /// <returns>Whole lines; none where there is no journal.</returns>
    private static string[] Journal(TempFolder folder)
    {
        if (!Directory.Exists(folder.File("kept")) || Directory.GetFiles(folder.File("kept"), "*.journal") is not [var journal])
        {
            return [];
        }

        using var cat = Process.Start(new ProcessStartInfo("cat", [journal])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        })!;
        return cat.StandardOutput.ReadToEnd().Split('\n')[..^1];
    }
}
