using LiveCaptions.Speech.Recognition.Cloud.Deepgram;

namespace LiveCaptions.Speech.Recognition.Cloud.DeepgramFlux;

/// <summary>
/// Deepgram's Flux (https://developers.deepgram.com/docs/flux/quickstart), which finds turns: <c>deepgram-flux</c>, or
/// <c>deepgram-flux:MODEL</c>. The account and the settings are those of <see cref="DeepgramEngineFactory"/>.
/// </summary>
public sealed class FluxEngineFactory(CloudAccess access, DeepgramSettings settings)
    : CloudEngineFactory(access, Name, DefaultModel, Setting, settings.MaxStreams)
{
    private const string Name = "deepgram-flux";
    private const string DefaultModel = "flux-general-en";
    private const string Setting = "LIVECAPTIONS_Engines__Deepgram__";

    private static readonly IReadOnlyList<string> Several = ["en", "es", "fr", "de", "hi", "ru", "pt", "ja", "it", "nl"];

    public override EngineDescription Description { get; } = new(
        Name, $"Deepgram's {DefaultModel}, or {Name}:flux-general-multi; the sound goes to the provider, a key is needed")
    {
        Languages = Several,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    internal static bool HasLanguages(string model) => model.EndsWith("-multi", StringComparison.Ordinal);

    private protected override IReadOnlyList<string> LanguagesOf(string model) => HasLanguages(model) ? Several : ["en"];

    /// <summary>Of a sign of life that keeps a connection without sound its documentation knows nothing: it is left soon.</summary>
    private protected override ICloudProtocol Protocol(string model, CloudAccess access) => new CloudProtocol(
        "Deepgram",
        Setting,
        new CloudLimits { Pace = settings.Pace, Session = settings.Session, Idle = TimeSpan.FromSeconds(7) },
        request => new FluxDialogue(model, access, settings, request));
}
