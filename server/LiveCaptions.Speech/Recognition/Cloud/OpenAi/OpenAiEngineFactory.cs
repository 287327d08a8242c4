using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>
/// Whatever speaks OpenAI's <c>audio/transcriptions</c>: OpenAI, Groq, servers of whisper.cpp and faster-whisper. <c>openai</c>, or
/// <c>openai:MODEL</c>.
/// </summary>
public sealed class OpenAiEngineFactory(CloudAccess access, OpenAiSettings settings) : IEngineFactory
{
    private const string Name = "openai";

    public EngineDescription Description { get; } = new(
        Name,
        $"{settings.Model} at OpenAI or any server that speaks its API, or openai:MODEL; the sound goes there. No interims")
    {
        Languages = OpenAiLanguages.All,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, DetectsLanguage = true },
        PricePerHour = settings.PricePerHour,
    };

    public string? Match(string engine) => CloudName.Match(engine, Name, settings.Model);

    public EngineNeeds NeedsOf(string engine) => new([], []);

    public LoadedRecognizer Load(EngineOrder order)
    {
        if (access.Address.Host == "api.openai.com")
        {
            CloudKey.Require(access, order.Engine, OpenAiClient.Setting + "ApiKey");
        }

        var scheduler = new InferenceScheduler(order.MaxConcurrentDecodes, order.Time);
        var client = new OpenAiClient(access, CloudName.ModelOf(order.Engine) ?? settings.Model, settings);
        return new LoadedRecognizer(
            new OpenAiRecognizer(Match(order.Engine)!, client, scheduler), CloudName.Capacity(settings.MaxStreams), scheduler);
    }
}
