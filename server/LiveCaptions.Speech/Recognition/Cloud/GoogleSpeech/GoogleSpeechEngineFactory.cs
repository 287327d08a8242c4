namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>Google's Speech-to-Text v2, live: <c>google</c>, or <c>google:MODEL</c>.</summary>
public sealed class GoogleSpeechEngineFactory(CloudAccess access, GoogleSpeechSettings settings)
    : CloudEngineFactory(access, Name, GoogleSpeechSettings.DefaultModel, GoogleSpeechProtocol.SettingPrefix, settings.MaxStreams)
{
    private const string Name = "google";

    public override EngineDescription Description { get; } = new(
        Name,
        $"Google's {GoogleSpeechSettings.DefaultModel}, or {Name}:MODEL; the sound goes to the provider, an account is needed")
    {
        Languages = GoogleSpeechLanguages.OfChirp2,
        Capabilities = new EngineCapabilities
        {
            IsRemote = true,
            TakesKeyterms = true,
            DetectsLanguage = settings.Languages is ["auto"] or { Count: > 1 },
        },
        PricePerHour = settings.PricePerHour,
    };

    private protected override IReadOnlyList<string> LanguagesOf(string model) => GoogleSpeechLanguages.Of(model);

    private protected override void Require(string engine)
    {
        const string Setting = GoogleSpeechProtocol.SettingPrefix;
        if (settings.Account is null && Access.Key is null && !Access.Address.IsLoopback)
        {
            throw new EngineUnavailableException(
                $"Engine '{engine}' needs an account. Set {Setting}CredentialsFile to a service account's key file, or {Setting}ApiKey.");
        }

        if (string.IsNullOrEmpty(settings.Project ?? settings.Account?.Project))
        {
            throw new EngineUnavailableException($"Engine '{engine}' needs a project. Set {Setting}Project to the one that pays.");
        }
    }

    private protected override ICloudProtocol Protocol(string model, CloudAccess access) =>
        new GoogleSpeechProtocol(model, access, settings);
}
