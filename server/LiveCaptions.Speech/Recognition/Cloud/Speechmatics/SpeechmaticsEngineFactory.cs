namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>Speechmatics in real time: <c>speechmatics</c>, or <c>speechmatics:MODEL</c>.</summary>
public sealed class SpeechmaticsEngineFactory(CloudAccess access, SpeechmaticsSettings settings)
    : CloudEngineFactory(access, Name, SpeechmaticsSettings.DefaultModel, SpeechmaticsProtocol.SettingPrefix, settings.MaxStreams)
{
    private const string Name = "speechmatics";

    public override EngineDescription Description { get; } = new(
        Name,
        $"Speechmatics' {SpeechmaticsSettings.DefaultModel} model, or speechmatics:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = SpeechmaticsLanguages.All,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    private protected override ICloudProtocol Protocol(string model, CloudAccess access) =>
        new SpeechmaticsProtocol(model, access, settings);
}
