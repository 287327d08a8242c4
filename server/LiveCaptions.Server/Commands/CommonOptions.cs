using System.CommandLine;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Server.Models;

namespace LiveCaptions.Server.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    /// <summary>What <c>--engine</c> takes.</summary>
    public static string EngineDescription { get; } =
        $"One of: {EngineCatalog.Default.Names} (auto: the first of {Automatic} that the machine is large enough for), or at a provider, "
            + "with a key: deepgram, assemblyai, speechmatics, google, openai";

    private static string Automatic =>
        string.Join(", ", EngineCatalog.Default.Find(EngineCatalog.Auto).Select(engine => engine.Description.Name));

    public static Option<RecognitionQuality> Quality(RecognitionQuality standard = RecognitionQuality.Best) => new("--quality")
    {
        Description = "fast, or best: several texts are weighed against each other, for a quarter more work",
        HelpName = "fast|best",
        DefaultValueFactory = _ => standard,
    };

    public static Option<bool> Verbose() => new(CommandRun.VerboseName) { Description = "Stack traces with errors" };

    public static Option<string?> Models() => new("--models")
    {
        Description = "Folder of the models (default: LIVECAPTIONS_MODELS, or models/weights; missing ones are fetched, "
            + $"see {FetchedEngine.SourceVariable})",
        HelpName = "DIR",
    };

    public static Option<string> Engine() => new("--engine")
    {
        Description = EngineDescription,
        HelpName = "NAME",
        DefaultValueFactory = _ => EngineCatalog.Auto,
    };

    /// <summary>A name of an engine as it was typed.</summary>
    /// <param name="catalog">Null for those of this machine.</param>
    /// <exception cref="UsageException">There is no such engine.</exception>
    public static string Known(string engine, EngineCatalog? catalog = null)
    {
        try
        {
            (catalog ?? EngineCatalog.Default).Find(engine);
            return engine;
        }
        catch (EngineUnavailableException e)
        {
            throw new UsageException(e.Message);
        }
    }

    public static Option<string> Provider()
    {
        var provider = new Option<string>("--provider")
        {
            Description = "ONNX Runtime execution provider: auto, cpu or cuda",
            DefaultValueFactory = _ => "auto"
        };
        provider.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        return provider;
    }
}
