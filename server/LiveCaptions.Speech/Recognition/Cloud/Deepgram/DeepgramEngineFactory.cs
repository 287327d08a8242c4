using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>Deepgram, live: <c>deepgram</c>, or <c>deepgram:MODEL</c>.</summary>
public sealed class DeepgramEngineFactory(CloudAccess access, DeepgramSettings settings) : IEngineFactory
{
    private const string Name = "deepgram";

    public EngineDescription Description { get; } = new(
        Name, $"Deepgram's {DeepgramSettings.DefaultModel}, or deepgram:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = DeepgramLanguages.All,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, DetectsLanguage = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    public string? Match(string engine) => CloudName.Match(engine, Name, DeepgramSettings.DefaultModel);

    public EngineNeeds NeedsOf(string engine) => new([], []);

    public LoadedRecognizer Load(EngineOrder order)
    {
        CloudKey.Require(access, order.Engine, "LIVECAPTIONS_Engines__Deepgram__ApiKey");
        var model = CloudName.ModelOf(order.Engine) ?? DeepgramSettings.DefaultModel;
        var scheduler = new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
        var recognizer = new CloudRecognizer(
            Match(order.Engine)!, DeepgramLanguages.All, new DeepgramProtocol(model, access, settings), access, scheduler);
        return new LoadedRecognizer(recognizer, CloudName.Capacity(settings.MaxStreams), scheduler);
    }

    internal static bool IsLatest(string model) => model.StartsWith("nova-3", StringComparison.Ordinal);
}
