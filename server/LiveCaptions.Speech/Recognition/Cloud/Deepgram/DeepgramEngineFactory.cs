namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>Deepgram, live: <c>deepgram</c>, or <c>deepgram:MODEL</c>.</summary>
public sealed class DeepgramEngineFactory(CloudAccess access, DeepgramSettings settings)
    : CloudEngineFactory(access, Name, DeepgramSettings.DefaultModel, "LIVECAPTIONS_Engines__Deepgram__", settings.MaxStreams)
{
    private const string Name = "deepgram";

    public override EngineDescription Description { get; } = new(
        Name, $"Deepgram's {DeepgramSettings.DefaultModel}, or deepgram:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = DeepgramLanguages.All,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, DetectsLanguage = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    internal static bool IsLatest(string model) => model.StartsWith("nova-3", StringComparison.Ordinal);

    private protected override ICloudProtocol Protocol(string model, CloudAccess access) => new DeepgramProtocol(model, access, settings);
}
