using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LiveCaptions.Captions;

namespace LiveCaptions.Bench.Fanout;

/// <summary>Viewers in a process of their own: <see cref="ViewersCommand"/>.</summary>
internal sealed class ViewersChild : IDisposable
{
    private readonly Process _process;
    private readonly string _report;

    private ViewersChild(Process process, string report) => (_process, _report) = (process, report);

    /// <param name="report">Path of the file that it writes.</param>
    public static ViewersChild Start(Uri hub, string session, int viewers, string report)
    {
        string[] arguments =
        [
            typeof(ViewersChild).Assembly.Location, "bench", ViewersCommand.Name, "--hub", hub.ToString(), "--session", session,
            "--viewers", viewers.ToString(CultureInfo.InvariantCulture), "--report", report,
        ];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true
        };
        return new ViewersChild(Process.Start(start)!, report);
    }

    /// <exception cref="InvalidOperationException">It has ended instead.</exception>
    public async Task UntilWatchingAsync(CancellationToken cancellationToken)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellationToken) != ViewersCommand.Ready)
        {
            throw new InvalidOperationException("A process with viewers ended before they watched; it says why above.");
        }
    }

    /// <param name="patience">How long viewers may still wait for the end of the session.</param>
    public async Task<ViewersReport> EndAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken).WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(cancellationToken);
        }

        await using var file = File.OpenRead(_report);
        return (await JsonSerializer.DeserializeAsync<ViewersReport>(file, CaptionJson.Options, cancellationToken))!;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
