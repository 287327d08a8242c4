using System.Diagnostics;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Clients;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Files;

/// <summary><c>transcribe</c> in a process of its own, as a person starts it.</summary>
internal sealed class TranscribeChild : IDisposable
{
    private const int TailBytes = 256 * 1024;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly string _cache;

    private TranscribeChild(Process process, TimeProvider time, string cache) => (_process, _time, _cache) = (process, time, cache);

    /// <summary>Resident set in MiB, once a second from the first final on.</summary>
    public List<double> Resident { get; } = [];

    /// <summary>Most that one of its own children had, such as ffmpeg, in MiB.</summary>
    public double ChildPeak { get; private set; }

    /// <param name="format">The one format that it writes.</param>
    public static TranscribeChild Start(string file, string folder, string format, SpeechEngineOptions engine, TimeProvider time)
    {
        var cache = Path.Combine(folder, ".kept");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                typeof(TranscribeChild).Assembly.Location, "transcribe", file, "--out", folder, "--formats", format,
                "--engine", engine.Engine, "--provider", engine.ExecutionProvider, "--models", engine.ModelsDirectory,
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };

        // Its journal is to be read while it writes it.
        start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
        start.Environment["LIVECAPTIONS_Cache__Folder"] = cache;
        start.Environment.Remove("LIVECAPTIONS_Cache__MaxMegabytes");
        return new TranscribeChild(Process.Start(start)!, time, cache);
    }

    /// <summary>Watches it to its end, or until a sample is final; then it is killed as by <c>kill -9</c>.</summary>
    /// <param name="killAt">Null lets it end.</param>
    /// <returns>Where the last final ended when it was killed, in samples; 0 where it ended by itself.</returns>
    /// <exception cref="MediaReadException">It failed.</exception>
    public async Task<long> WatchAsync(long? killAt, CancellationToken cancellationToken)
    {
        await using var kill = cancellationToken.Register(Kill);
        using var timer = new PeriodicTimer(Period, _time);
        while (!_process.HasExited && await timer.WaitForNextTickAsync(cancellationToken))
        {
            var position = LastFinal();
            ChildPeak = ProcessChildren.Of(_process.Id).Select(ProcessChildren.PeakMemory).Append(ChildPeak).Max();
            if (position > 0 && !_process.HasExited)
            {
                _process.Refresh();
                Resident.Add(Math.Round(_process.WorkingSet64 / 1024.0 / 1024, 1));
            }

            if (position >= killAt)
            {
                Kill();
                await _process.WaitForExitAsync(cancellationToken);
                return position;
            }
        }

        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode == 0 ? 0 : throw new MediaReadException($"transcribe ended with code {_process.ExitCode}.");
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <summary>End of the last final that is kept, in samples; 0 where there is none (any more).</summary>
    private long LastFinal()
    {
        try
        {
            if (Directory.GetFiles(_cache, "*.journal") is not [var journal])
            {
                return 0;
            }

            using var file = new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Position = Math.Max(0, file.Length - TailBytes);
            var lines = new StreamReader(file).ReadToEnd().Split('\n');
            return lines.Length < 3 ? 0 : JsonSerializer.Deserialize<Transcript>(lines[^2], CaptionJson.Options)!.AudioEnd;
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return 0;
        }
    }
}
