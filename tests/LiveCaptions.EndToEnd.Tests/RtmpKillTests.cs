using System.Diagnostics;
using LiveCaptions.Clients;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>What is left of an RTMP publisher's decoder when the server is killed.</summary>
public sealed class RtmpKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Killed_server_leaves_no_decoder_behind()
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var data = new TempFolder();
        using var server = await ServerProcess.StartAsync(data, "tones", giveUp.Token);
        var address = await server.Api.CreateRtmpSessionAsync();
        using var publisher = Process.Start(new ProcessStartInfo(
            "ffmpeg", [.. "-hide_banner -nostdin -loglevel quiet -re -f lavfi -i sine=440:d=60 -c:a aac -f flv".Split(' '), $"{address}"])
            {
                UseShellExecute = false
            })!;
        await UntilAsync(() => ProcessChildren.Of(server.Id).Count > 0, giveUp.Token);
        var decoder = ProcessChildren.Of(server.Id).Single();

        await server.KillAsync();

        await UntilAsync(() => !Directory.Exists($"/proc/{decoder}"), giveUp.Token);
        await publisher.WaitForExitAsync(giveUp.Token);
    }

    private static async Task UntilAsync(Func<bool> fact, CancellationToken cancellationToken)
    {
        while (!fact())
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
