using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>An engine that takes whole pieces of sound by requests.</summary>
/// <param name="scheduler">For what is done here about what is recognised there.</param>
internal sealed class OpenAiRecognizer(string name, OpenAiClient client, InferenceScheduler scheduler) : IRecognizer
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Languages { get; } = OpenAiLanguages.All;

    public IRecognizerStream CreateStream(RecognizerStreamOptions options)
    {
        CloudLanguage.Check(Name, Languages, options.Language);
        return new OpenAiStream(client, options, Languages[0]);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await scheduler.DisposeAsync();
    }
}
