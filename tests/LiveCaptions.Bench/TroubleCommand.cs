using System.CommandLine;
using LiveCaptions.Bench.Trouble;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench trouble</c></summary>
internal static class TroubleCommand
{
    private const double Gap = 0.8;

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null);
        var disk = new Option<string?>("--disk")
        {
            Description =
                "Folder on a small disk of its own (1 GB at most, such as a tmpfs), which is filled; without it no disk gets full",
            HelpName = "DIR",
        };
        var diskSeconds = Seconds("--disk-seconds", "How long the disk is full", 60);
        var lockSeconds = Seconds("--lock-seconds", "How long the database is locked", 30);
        var engineSeconds = Seconds("--engine-seconds", "How long the engine fails", 30);
        var lead = Seconds("--lead", "How long all is well before and after", 15);
        var command = new Command("trouble", "Whether a word is lost when the disk is full, the database is locked, or the engine fails")
        {
            disk, diskSeconds, lockSeconds, engineSeconds, lead,
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            FailingEngine? engine = null;
            var clips = options.Clips(result);
            var folder = result.GetValue(disk);
            Check(folder);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(
                options.Engine(result), LoadAsync, maxStreams: null, cancellationToken, folder);
            var loaded = LoadFigures.Of(loading);
            List<ITrouble> troubles = [new LockedDatabase(result.GetValue(lockSeconds)), engine!];
            if (folder is not null)
            {
                troubles.Insert(0, new FullDisk(folder, result.GetValue(diskSeconds)));
            }

            var runs = new List<TroubleRun>();
            foreach (var trouble in troubles)
            {
                var programme = await ProgrammeOfAsync(clips, trouble.Length + (2 * result.GetValue(lead)), cancellationToken);
                await result.InvocationConfiguration.Error.WriteLineAsync(
                    $"Speaking {programme.Duration:F0} s in real time: {trouble.Name} for {trouble.Length.TotalSeconds:0.#} s");
                runs.Add(await new TroubleBench(server, time).RunAsync(programme, trouble, result.GetValue(lead), cancellationToken));
            }

            options.Report(
                result, server.Engine, loaded, new TroubleFigures(runs), time.GetUtcNow(),
                ("gap", Gap), ("lead", result.GetValue(lead).TotalSeconds));
            return ExitCodes.Done;

            async Task<SpeechEngine> LoadAsync(SpeechEngineOptions settings, CancellationToken stop) =>
                (await load(settings, stop)).Behind(recognizer => engine = new FailingEngine(recognizer, result.GetValue(engineSeconds)));
        });
        return command;
    }

    private static Option<TimeSpan> Seconds(string name, string description, double seconds) => new(name)
    {
        Description = $"{description}, in seconds",
        HelpName = "N",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(seconds),
        CustomParser = result =>
            TimeSpan.FromSeconds(double.Parse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture)),
    };

    /// <exception cref="UsageException">It is no disk that may be filled.</exception>
    private static void Check(string? folder)
    {
        if (folder is not null && (!Directory.Exists(folder) || new DriveInfo(Path.GetFullPath(folder)).TotalSize > FullDisk.MaxBytes))
        {
            throw new UsageException(
                $"--disk is a folder on a disk of {FullDisk.MaxBytes >> 20} MB at most, as it is filled: "
                + "mount -t tmpfs -o size=64m tmpfs DIR");
        }
    }

    /// <summary>Clips from all over, about so long that the trouble is in the midst.</summary>
    private static Task<Programme> ProgrammeOfAsync(IReadOnlyList<BenchClip> clips, TimeSpan length, CancellationToken cancellationToken) =>
        Programme.JoinAsync(BenchCorpus.Spread(clips, clip => clip.Duration + Gap, length.TotalSeconds), Gap, cancellationToken);
}
