using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>An engine at a provider that is streamed to: <c>NAME</c>, or <c>NAME:MODEL</c>.</summary>
public abstract class CloudEngineFactory : IEngineFactory
{
    private readonly string _name;
    private readonly string _defaultModel;
    private readonly string _setting;
    private readonly int _maxStreams;

    /// <param name="setting">What its settings in the environment begin with.</param>
    private protected CloudEngineFactory(CloudAccess access, string name, string defaultModel, string setting, int maxStreams) =>
        (Access, _name, _defaultModel, _setting, _maxStreams) = (access, name, defaultModel, setting, maxStreams);

    public abstract EngineDescription Description { get; }

    private protected CloudAccess Access { get; }

    public string? Match(string engine) => CloudName.Match(engine, _name, _defaultModel);

    public EngineNeeds NeedsOf(string engine) => new([], []);

    public LoadedRecognizer Load(EngineOrder order)
    {
        Require(order.Engine);
        var model = CloudName.ModelOf(order.Engine) ?? _defaultModel;
        var scheduler = new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
        var recognizer = new CloudRecognizer(Match(order.Engine)!, LanguagesOf(model), Protocol(model, Access), Access, scheduler);
        return new LoadedRecognizer(recognizer, CloudName.Capacity(_maxStreams), scheduler);
    }

    /// <summary>BCP 47 primary tags.</summary>
    private protected virtual IReadOnlyList<string> LanguagesOf(string model) => Description.Languages;

    /// <exception cref="EngineUnavailableException">A setting is missing without which nothing is to be had.</exception>
    private protected virtual void Require(string engine) => CloudKey.Require(Access, engine, _setting + "ApiKey");

    private protected abstract ICloudProtocol Protocol(string model, CloudAccess access);
}
