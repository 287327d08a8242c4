using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Server.Models;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary>Options that all benches have.</summary>
internal sealed class BenchOptions
{
    private readonly Option<string?> _data;
    private readonly bool _speech;
    private readonly Option<double?> _seconds;
    private readonly Option<string?> _json = new("--json")
    {
        Description = "Writes the figures there, with machine and date",
        HelpName = "FILE"
    };
    private readonly Option<string> _engine = CommonOptions.Engine();
    private readonly Option<string> _provider = CommonOptions.Provider();
    private readonly Option<string?> _models = CommonOptions.Models();

    /// <param name="seconds">Audio to take where the command line does not say; null takes all.</param>
    /// <param name="speech">False for recordings in which nobody speaks.</param>
    /// <param name="folder">Of the recordings, relative to the repository; null is that of speech, or of noise.</param>
    public BenchOptions(double? seconds, bool speech = true, string? folder = null)
    {
        _speech = speech;
        _data = new Option<string?>("--data")
        {
            Description = "Folder of recordings with a manifest.jsonl (default: "
                + $"{folder ?? BenchCorpus.DefaultFolder(speech)} beside the repository)",
            HelpName = "DIR",
        };
        _seconds = new Option<double?>("--seconds")
        {
            Description = "Audio to take, from all over the recordings",
            HelpName = "N",
            DefaultValueFactory = _ => seconds,
        };
        _seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is <= 0)
            {
                result.AddError("--seconds is more than 0.");
            }
        });
    }

    public void AddTo(Command command)
    {
        Option[] all = [_data, _seconds, _json, _engine, _provider, _models, CommonOptions.Verbose()];
        Array.ForEach(all, command.Add);
    }

    /// <returns>Null where the command line does not say.</returns>
    public string? Data(ParseResult result) => result.GetValue(_data);

    /// <returns>Null for all.</returns>
    public double? Seconds(ParseResult result) => result.GetValue(_seconds);

    /// <exception cref="UsageException">There are no recordings.</exception>
    public IReadOnlyList<BenchClip> Clips(ParseResult result) => BenchCorpus.Open(Data(result), _speech).Take(Seconds(result));

    /// <summary>
    /// The same for a bench that can do without: none where <c>--data</c> is not given and there are none beside the repository.
    /// </summary>
    /// <exception cref="UsageException">The folder that was given has none.</exception>
    public IReadOnlyList<BenchClip> ClipsIfAny(ParseResult result) =>
        result.GetValue(_data) is null && !BenchCorpus.IsThere(_speech) ? [] : Clips(result);

    public SpeechEngineOptions Engine(ParseResult result) => new()
    {
        Engine = CommonOptions.Known(result.GetValue(_engine)!),
        ExecutionProvider = result.GetValue(_provider)!,
        ModelsDirectory = ModelsFolder.Find(result.GetValue(_models)),
    };

    /// <summary>Prints the figures, and writes them where that was asked for.</summary>
    /// <param name="settings">What else was asked for, that figures depend on.</param>
    public void Report(
        ParseResult result, SpeechEngine engine, LoadFigures load, IBenchFigures figures,
        DateTimeOffset date, params (string Name, object? Value)[] settings)
    {
        var report = new BenchReport
        {
            Bench = result.CommandResult.Command.Name,
            Machine = MachineInfo.Read(),
            Date = date,
            Engine = engine.Recognizer.Name,
            Capacity = engine.Capacity,
            Load = load,
            Settings = settings.Append(("seconds", result.GetValue(_seconds)))
                .ToDictionary(s => s.Item1, s => s.Item2, StringComparer.Ordinal),
            Figures = figures,
        };
        report.Print(result.InvocationConfiguration.Output, figures.ToRows());
        if (result.GetValue(_json) is { } file)
        {
            report.Write(file);
        }
    }
}
