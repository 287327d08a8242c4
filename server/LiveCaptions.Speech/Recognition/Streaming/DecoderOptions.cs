namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>What is asked of the decoder of an utterance.</summary>
/// <param name="Language">BCP 47; null lets the engine find out.</param>
/// <param name="Keyterms">Names and jargon to expect, the most wanted first.</param>
internal sealed record DecoderOptions(RecognitionQuality Quality, string? Language, IReadOnlyList<string> Keyterms);
