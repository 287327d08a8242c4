using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>Speechmatics in real time: <c>speechmatics</c>, or <c>speechmatics:MODEL</c>.</summary>
public sealed class SpeechmaticsEngineFactory(CloudAccess access, SpeechmaticsSettings settings) : IEngineFactory
{
    private const string Name = "speechmatics";

    public EngineDescription Description { get; } = new(
        Name,
        $"Speechmatics' {SpeechmaticsSettings.DefaultModel} model, or speechmatics:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = SpeechmaticsLanguages.All,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    public string? Match(string engine) => CloudName.Match(engine, Name, SpeechmaticsSettings.DefaultModel);

    public EngineNeeds NeedsOf(string engine) => new([], []);

    public LoadedRecognizer Load(EngineOrder order)
    {
        CloudKey.Require(access, order.Engine, SpeechmaticsProtocol.SettingPrefix + "ApiKey");
        var model = CloudName.ModelOf(order.Engine) ?? SpeechmaticsSettings.DefaultModel;
        var scheduler = new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
        var recognizer = new CloudRecognizer(
            Match(order.Engine)!, SpeechmaticsLanguages.All, new SpeechmaticsProtocol(model, access, settings), access, scheduler);
        return new LoadedRecognizer(recognizer, CloudName.Capacity(settings.MaxStreams), scheduler);
    }
}
