using System.Diagnostics;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A server in a process of its own, to be killed.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address) => (_process, Api) = (process, new CaptionApi(address));

    public CaptionApi Api { get; }

    /// <param name="engine"><c>tones</c>, or <c>speech</c> for the real models; without them the test is skipped.</param>
    public static async Task<ServerProcess> StartAsync(TempFolder data, string engine, CancellationToken cancellationToken)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "LiveCaptions.EndToEnd.Host.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [host, data.Path, engine]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var address = await process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.SkipWhen(address is not null && address.StartsWith("Model", StringComparison.Ordinal), address ?? "");
        Assert.StartsWith("http://", address, StringComparison.Ordinal);
        return new ServerProcess(process, address!);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        Api.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
