using System.Diagnostics;

namespace LiveCaptions.EndToEnd.Tests;

/// <summary>A server in a process of its own, to be killed.</summary>
public sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address) => (_process, Api) = (process, new CaptionApi(address));

    public CaptionApi Api { get; }

    /// <param name="engine"><c>tones</c>, or <c>speech</c> for the real models; without them the test is skipped.</param>
    /// <param name="address">Where it is to listen, such as where one before it did; null takes a free port.</param>
    public static async Task<ServerProcess> StartAsync(
        TempFolder data, string engine, CancellationToken cancellationToken, string? address = null)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "LiveCaptions.EndToEnd.Host.dll");
        string[] arguments = [host, data.Path, engine, .. address is null ? (string[])[] : [address]];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadLineAsync(cancellationToken);
        Assert.SkipWhen(said is not null && said.StartsWith("Model", StringComparison.Ordinal), said ?? "");
        Assert.StartsWith("http://", said, StringComparison.Ordinal);
        return new ServerProcess(process, said!);
    }

    public int Id => _process.Id;

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
