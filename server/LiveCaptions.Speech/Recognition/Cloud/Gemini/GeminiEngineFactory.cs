using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Speech.Recognition.Cloud.Gemini;

/// <summary>
/// Gemini's live transcription (https://ai.google.dev/gemini-api/docs/live-api/live-transcribe): <c>gemini</c>, or <c>gemini:MODEL</c>.
/// </summary>
public sealed class GeminiEngineFactory(CloudAccess access, CloudSettings settings)
    : CloudEngineFactory(access, Name, DefaultModel, Setting, settings.MaxStreams)
{
    private const string Name = "gemini";
    private const string DefaultModel = "gemini-3.5-transcribe-live";
    private const string Setting = "LIVECAPTIONS_Engines__Gemini__";

    /// <summary>It finds out more than 85 languages; which is told by Google.</summary>
    public override EngineDescription Description { get; } = new(
        Name, $"Google's {DefaultModel}, or {Name}:MODEL; the sound goes to the provider, a key is needed")
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
        "Gemini",
        Setting,
        new CloudLimits { Pace = settings.Pace, Session = settings.Session, HasTurns = true },
        request => new GeminiDialogue(model, access, request));
}
