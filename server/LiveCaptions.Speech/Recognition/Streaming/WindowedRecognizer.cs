using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>Makes a streaming engine of one that decodes whole utterances.</summary>
internal sealed class WindowedRecognizer(
    string name,
    IReadOnlyList<string> languages,
    Func<DecoderOptions, IUtteranceDecoder> createDecoder,
    InferenceScheduler scheduler,
    IDisposable weights) : IRecognizer
{
    public string Name { get; } = name;

    public IReadOnlyList<string> Languages { get; } = languages;

    /// <summary>Of streams with interims.</summary>
    public LiveOptions Live { get; init; } = new();

    /// <summary>Null for an engine whose decodes cost so much that interims come with those alone which make words final.</summary>
    public InterimOptions? Interim { get; init; } = new();

    /// <summary>Of streams without interims.</summary>
    public EndpointOptions FileEndpoint { get; init; } = EndpointOptions.Files;

    public InferenceScheduler Scheduler { get; } = scheduler;

    public IUtteranceDecoder CreateDecoder(RecognitionQuality quality, RecognizerStreamOptions options) =>
        createDecoder(new DecoderOptions(quality, options.Language, options.Keyterms()));

    public IRecognizerStream CreateStream(RecognizerStreamOptions options)
    {
        var primary = options.Language?.Split('-')[0];
        if (primary is not null && !Languages.Contains(primary, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                $"Engine '{Name}' does not recognise '{options.Language}'. It knows: {string.Join(", ", Languages)}.", nameof(options));
        }

        return options.Interims ? new LiveRecognizerStream(this, options) : new FileRecognizerStream(this, options);
    }

    public async ValueTask DisposeAsync()
    {
        await Scheduler.DisposeAsync();
        weights.Dispose();
    }
}
