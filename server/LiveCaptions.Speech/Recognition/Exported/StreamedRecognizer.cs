using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition.Cloud;

namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>An engine of a model that hears sound as it comes: each second is decoded once.</summary>
internal sealed class StreamedRecognizer(
    string name, IReadOnlyList<string> languages, ExportedModel model, InferenceScheduler scheduler) : IRecognizer
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Languages { get; } = languages;

    public InferenceScheduler Scheduler { get; } = scheduler;

    /// <summary>Samples that are decoded at once.</summary>
    public int Chunk { get; } = model.Streaming!.Shift * Features.Fbank.FrameShift;

    public IRecognizerStream CreateStream(RecognizerStreamOptions options)
    {
        CloudLanguage.Check(Name, Languages, options.Language);
        return new StreamedRecognizerStream(this, options);
    }

    public StreamedUtterance Begin(RecognitionQuality quality) => new(model, quality);

    public List<(Word Word, int Tokens)> Words(StreamedUtterance utterance, int given, long start) =>
        model.Words.Of(TokenNode.Behind(utterance.Last, given), start);

    public async ValueTask DisposeAsync()
    {
        await Scheduler.DisposeAsync();
        model.Dispose();
    }
}
