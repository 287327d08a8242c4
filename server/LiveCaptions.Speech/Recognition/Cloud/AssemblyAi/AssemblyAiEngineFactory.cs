using LiveCaptions.Speech.Recognition.Cloud.OpenAi;

namespace LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;

/// <summary>AssemblyAI's streaming, third version: <c>assemblyai</c>, or <c>assemblyai:MODEL</c>.</summary>
public sealed class AssemblyAiEngineFactory(CloudAccess access, AssemblyAiSettings settings)
    : CloudEngineFactory(access, Name, AssemblyAiSettings.DefaultModel, AssemblyAiProtocol.SettingPrefix, settings.MaxStreams)
{
    private const string Name = "assemblyai";

    private static readonly IReadOnlyList<string> Several = ["en", "es", "de", "fr", "pt", "it"];

    public override EngineDescription Description { get; } = new(
        Name, $"AssemblyAI's {AssemblyAiSettings.DefaultModel}, or assemblyai:MODEL; the sound goes to the provider, a key is needed")
    {
        Languages = Several,
        Capabilities = new EngineCapabilities { IsRemote = true, TakesKeyterms = true, HasCheapInterims = true },
        PricePerHour = settings.PricePerHour,
    };

    private protected override IReadOnlyList<string> LanguagesOf(string model) => model switch
    {
        AssemblyAiSettings.DefaultModel => ["en"],
        "whisper-rt" => OpenAiLanguages.All,
        _ => Several,
    };

    private protected override ICloudProtocol Protocol(string model, CloudAccess access) =>
        new AssemblyAiProtocol(model, access, settings);
}
