using System.CommandLine;
using LiveCaptions.Bench.Ingest;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench ingest</c></summary>
internal sealed class IngestCommand
{
    private const double DefaultSeconds = 120;

    private readonly BenchOptions _options = new(DefaultSeconds);
    private readonly Option<string?> _only = new("--only")
    {
        Description = $"Measures only these, separated by commas: {string.Join(", ", IngestPart.All)}",
        HelpName = "PARTS"
    };
    private readonly Option<int> _streams = Count("--streams", "Publishers of udp", 300, 2_000);
    private readonly Option<double> _duration = Seconds("--duration", "Seconds of udp; the other parts take a share of them", 20);
    private readonly Option<double> _cut = Seconds("--cut", "Seconds that the network is cut", 30);
    private readonly Option<int> _storm = Count("--storm", "Publishers that connect at once", 100, 1_000);

    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var ingest = new IngestCommand();
        var command = new Command("ingest", "What WebRTC ingest costs, how fast and how sure it is")
        {
            ingest._only, ingest._streams, ingest._duration, ingest._cut, ingest._storm
        };
        ingest._options.AddTo(command);
        ingest._only.Validators.Add(result =>
        {
            if (IngestPart.Parse(result.GetValueOrDefault<string?>()).FirstOrDefault(part =>
                !IngestPart.All.Contains(part, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            {
                result.AddError($"--only knows no '{unknown}', but {string.Join(", ", IngestPart.All)}.");
            }
        });
        command.SetAction((result, cancellationToken) => ingest.RunAsync(result, load, time, cancellationToken));
        return command;
    }

    private static Option<int> Count(string name, string description, int value, int max)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var given && (given < 1 || given > max))
            {
                result.AddError($"{name} goes from 1 to {max}.");
            }
        });
        return option;
    }

    private static Option<double> Seconds(string name, string description, double value)
    {
        var option = new Option<double>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 1 and <= 50))
            {
                result.AddError($"{name} goes from 1 to 50.");
            }
        });
        return option;
    }

    private async Task<int> RunAsync(
        ParseResult result, Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load,
        TimeProvider time, CancellationToken cancellationToken)
    {
        var clips = _options.ClipsIfAny(result);
        var engine = _options.Engine(result);
        using var bench = new IngestBench(Settings(result), clips, time, result.InvocationConfiguration.Error);
        var figures = await bench.RunTransportAsync(cancellationToken);
        var loading = new CpuUse(time);
        await using var server = await BenchServer.StartAsync(engine, load, BenchServer.NoLimit, cancellationToken);
        var loaded = LoadFigures.Of(loading);
        figures = await bench.RunServerAsync(server, figures, cancellationToken);
        figures = await bench.RunStormAsync(
            quiet => BenchServer.StartAsync(engine, (_, _) => Task.FromResult(quiet), BenchServer.NoLimit, cancellationToken),
            figures, cancellationToken);
        _options.Report(
            result,
            server.Engine,
            loaded,
            figures,
            time.GetUtcNow(),
            ("only", result.GetValue(_only)),
            ("streams", result.GetValue(_streams)),
            ("duration", result.GetValue(_duration)),
            ("cut", result.GetValue(_cut)),
            ("storm", result.GetValue(_storm)),
            ("clips", clips.Count));
        return ExitCodes.Done;
    }

    private IngestSettings Settings(ParseResult result) => new()
    {
        Parts = IngestPart.Parse(result.GetValue(_only)),
        Streams = result.GetValue(_streams),
        Duration = TimeSpan.FromSeconds(result.GetValue(_duration)),
        Cut = TimeSpan.FromSeconds(result.GetValue(_cut)),
        Storm = result.GetValue(_storm),
    };
}
