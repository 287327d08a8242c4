using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>An engine at a provider that is streamed to.</summary>
/// <param name="languages">BCP 47 primary tags.</param>
/// <param name="scheduler">For what is done here about what is recognised there.</param>
internal sealed class CloudRecognizer(
    string name, IReadOnlyList<string> languages, ICloudProtocol protocol, CloudAccess access, InferenceScheduler scheduler) : IRecognizer
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Languages { get; } = languages;

    public IRecognizerStream CreateStream(RecognizerStreamOptions options)
    {
        CloudLanguage.Check(Name, Languages, options.Language);
        return new CloudRecognizerStream(protocol, access, options, Languages[0]);
    }

    public ValueTask DisposeAsync() => scheduler.DisposeAsync();
}
