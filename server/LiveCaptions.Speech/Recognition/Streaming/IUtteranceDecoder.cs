using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>
/// An engine that recognises an utterance as a whole, as encoder-decoder models do; <see cref="WindowedRecognizer"/> makes a streaming
/// one of it. One instance per utterance, so that it can keep what does not change while the utterance grows. Blocking,
/// on a scheduler's thread, one call at a time.
/// </summary>
internal interface IUtteranceDecoder
{
    /// <summary>Samples between the places that <see cref="From"/> can begin at; whole frames of voice activity.</summary>
    int Grid => Vad.IVoiceActivityDetector.FrameLength;

    /// <summary>
    /// One for the same sound from a later sample on, which takes over what is known of it; null where nothing can be taken over.
    /// </summary>
    /// <param name="samples">A multiple of <see cref="Grid"/>.</param>
    IUtteranceDecoder? From(int samples) => null;

    /// <param name="audio">The utterance from its first sample on; grows from call to call.</param>
    /// <param name="draft">The hypothesis before, as a hint that saves work; null for a result that depends on the audio alone.</param>
    Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken);

    /// <summary>
    /// Decodes without a draft when its turn comes, and then does the rest. Engines that decode several utterances in one pass
    /// put it together with others that wait; the result is as if they had not.
    /// </summary>
    /// <param name="then">On a worker.</param>
    Task<T> DecodeAsync<T>(
        ReadOnlyMemory<float> audio, Func<Hypothesis, T> then, InferenceScheduler scheduler,
        InferenceTurn turn, CancellationToken cancellationToken) =>
        scheduler.RunAsync(() => then(Decode(audio, draft: null, cancellationToken)), turn, cancellationToken);
}
