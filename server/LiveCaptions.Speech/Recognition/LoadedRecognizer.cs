using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition;

/// <summary>An engine that was loaded and tried out.</summary>
/// <param name="Recognizer">Its owner disposes of it.</param>
/// <param name="Capacity">What this machine can do with it.</param>
/// <param name="Scheduler">Where it decodes; the recognizer's own.</param>
public sealed record LoadedRecognizer(IRecognizer Recognizer, EngineCapacity Capacity, InferenceScheduler Scheduler)
{
    /// <summary>
    /// Makes an encoder as far as some layers, for who hears other stretches than recognition does: from audio (16 kHz) to the layers,
    /// positions counting from its first sample. Null where the engine has no taps.
    /// </summary>
    public Func<IReadOnlyList<string>, Func<ReadOnlyMemory<float>, EncoderFeatures>>? TapEncoder { get; init; }

    /// <summary>Finds out when words were said that others wrote; null where the engine cannot. Lives as long as the recognizer.</summary>
    public IAligner? Aligner { get; init; }
}
