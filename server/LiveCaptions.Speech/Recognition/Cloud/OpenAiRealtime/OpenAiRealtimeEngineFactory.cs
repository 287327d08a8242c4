using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;

/// <summary>
/// OpenAI's realtime transcription (https://developers.openai.com/api/docs/guides/realtime-transcription), or a server that speaks it:
/// <c>openai-realtime</c>, or <c>openai-realtime:MODEL</c>.
/// </summary>
public sealed class OpenAiRealtimeEngineFactory(CloudAccess access, CloudSettings settings)
    : CloudEngineFactory(access, Name, DefaultModel, Setting, settings.MaxStreams)
{
    private const string Name = "openai-realtime";
    private const string DefaultModel = "gpt-live-transcribe";
    private const string Setting = "LIVECAPTIONS_Engines__OpenAiRealtime__";

    public override EngineDescription Description { get; } = new(
        Name, $"OpenAI's {DefaultModel}, live, or {Name}:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = OpenAiLanguages.All,
        Capabilities = new EngineCapabilities
        {
            IsRemote = true,
            TakesKeyterms = true,
            DetectsLanguage = true,
            HasCheapInterims = true,
            GuessesWordTimes = true,
        },
        PricePerHour = settings.PricePerHour,
    };

    private protected override ICloudProtocol Protocol(string model, CloudAccess access) => new CloudProtocol(
        "OpenAI's realtime API",
        Setting,
        new CloudLimits { Pace = settings.Pace, Session = settings.Session, HasTurns = true },
        request => new OpenAiRealtimeDialogue(model, access, request));
}
