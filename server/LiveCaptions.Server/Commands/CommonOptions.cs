using System.CommandLine;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Server.Models;

namespace LiveCaptions.Server.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class CommonOptions
{
    public static Option<RecognitionQuality> Quality() => new("--quality")
    {
        Description = "fast, or best: several texts are weighed against each other, for a quarter more work",
        HelpName = "fast|best",
        DefaultValueFactory = _ => RecognitionQuality.Best,
    };

    public static Option<bool> Verbose() => new(CommandRun.VerboseName) { Description = "Stack traces with errors" };

    public static Option<string?> Models() => new("--models")
    {
        Description = $"Folder of the models (default: LIVECAPTIONS_MODELS, or models/weights; missing ones are fetched, see {FetchedEngine.SourceVariable})",
        HelpName = "DIR",
    };

    public static Option<string> Engine() => new("--engine")
    {
        Description = "auto (base, or tiny where the machine is too small), moonshine-base or moonshine-tiny",
        HelpName = "NAME",
        DefaultValueFactory = _ => "auto",
    };

    public static Option<string> Provider()
    {
        var provider = new Option<string>("--provider") { Description = "ONNX Runtime execution provider: auto, cpu or cuda", DefaultValueFactory = _ => "auto" };
        provider.AcceptOnlyFromAmong("auto", "cpu", "cuda");
        return provider;
    }
}
