using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Whisper;

/// <summary>One utterance in Whisper: decoded whole each time; a draft tells its language and nothing else.</summary>
internal sealed class WhisperUtterance(WhisperModel model, DecoderOptions options) : IUtteranceDecoder
{
    /// <summary>Samples from which on the language is no longer found out anew: 6 s.</summary>
    private const int Settled = 6 * AudioFormat.SampleRate;

    private readonly string? _language = options.Language?.Split('-')[0].ToLowerInvariant();

    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var known = _language ?? (audio.Length >= Settled ? draft?.Language : null);
        var segments = model.Decode(audio.Span, options.Quality, known);
        var words = WhisperWords.Of(segments, model.EndOfText, audio.Length);
        return words with { Language = _language is null ? known ?? segments.FirstOrDefault()?.Language : null };
    }
}
