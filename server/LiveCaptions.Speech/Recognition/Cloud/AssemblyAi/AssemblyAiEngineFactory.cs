using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;

/// <summary>AssemblyAI's streaming, third version: <c>assemblyai</c>, or <c>assemblyai:MODEL</c>.</summary>
public sealed class AssemblyAiEngineFactory(CloudAccess access, AssemblyAiSettings settings) : IEngineFactory
{
    private const string Name = "assemblyai";

    private static readonly IReadOnlyList<string> Several = ["en", "es", "de", "fr", "pt", "it"];

    public EngineDescription Description { get; } = new(
        Name, $"AssemblyAI's {AssemblyAiSettings.DefaultModel}, or assemblyai:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = Several,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    public string? Match(string engine) => CloudName.Match(engine, Name, AssemblyAiSettings.DefaultModel);

    public EngineNeeds NeedsOf(string engine) => new([], []);

    public LoadedRecognizer Load(EngineOrder order)
    {
        CloudKey.Require(access, order.Engine, AssemblyAiProtocol.SettingPrefix + "ApiKey");
        var model = CloudName.ModelOf(order.Engine) ?? AssemblyAiSettings.DefaultModel;
        var scheduler = new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
        var recognizer = new CloudRecognizer(
            Match(order.Engine)!, LanguagesOf(model), new AssemblyAiProtocol(model, access, settings), access, scheduler);
        return new LoadedRecognizer(recognizer, CloudName.Capacity(settings.MaxStreams), scheduler);
    }

    private static IReadOnlyList<string> LanguagesOf(string model) => model switch
    {
        AssemblyAiSettings.DefaultModel => ["en"],
        "whisper-rt" => OpenAiLanguages.All,
        _ => Several,
    };
}
