namespace LiveCaptions.Speech.Recognition.Cloud.Voxtral;

/// <summary>
/// Mistral's Voxtral, live (https://docs.mistral.ai/studio/audio/speech-to-text/transcribe-in-realtime): <c>voxtral</c>, or
/// <c>voxtral:MODEL</c>.
/// </summary>
public sealed class VoxtralEngineFactory(CloudAccess access, VoxtralSettings settings)
    : CloudEngineFactory(access, Name, DefaultModel, Setting, settings.MaxStreams)
{
    private const string Name = "voxtral";
    private const string DefaultModel = "voxtral-mini-transcribe-realtime-2602";
    private const string Setting = "LIVECAPTIONS_Engines__Mistral__";

    public override EngineDescription Description { get; } = new(
        Name, $"Mistral's {DefaultModel}, or {Name}:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = ["en", "ar", "de", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "zh"],
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
        "Mistral",
        Setting,
        new CloudLimits { Pace = settings.Pace, Session = settings.Session, HasTurns = true },
        request => new VoxtralDialogue(model, access, settings, request));
}
