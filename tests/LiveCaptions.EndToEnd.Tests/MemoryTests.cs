using System.Diagnostics;

namespace LiveCaptions.EndToEnd.Tests;

public sealed class MemoryTests
{
    private const long Mebibyte = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>What loading the models leaves is more than the models: nobody may wait for the garbage collector to find out.</summary>
    [Fact]
    public async Task Server_that_has_just_loaded_its_models_takes_350_MiB_at_most()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var data = new TempFolder();
        using var server = await ServerProcess.StartAsync(data, "speech", giveUp.Token);
        using var process = Process.GetProcessById(server.Id);
        Assert.InRange(process.WorkingSet64, 50 * Mebibyte, 350 * Mebibyte);
    }
}
