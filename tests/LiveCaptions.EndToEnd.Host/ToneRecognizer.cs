using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.EndToEnd.Host;

/// <summary>Recognises <see cref="Tones"/>.</summary>
public sealed class ToneRecognizer : IRecognizer
{
    public string Name => "moonshine-base";

    public IReadOnlyList<string> Languages { get; } = ["en"];

    public IRecognizerStream CreateStream(RecognizerStreamOptions options) => new ToneStream(options);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
