using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Whisper;

/// <summary>One utterance in Whisper: decoded whole each time; a draft tells its language and nothing else.</summary>
internal sealed class WhisperUtterance(WhisperModel model, DecoderOptions options) : IUtteranceDecoder
{
    /// <summary>Samples from which on the language is no longer found out anew: 6 s.</summary>
    private const int Settled = 6 * AudioFormat.SampleRate;

    /// <summary>
    /// Characters of the key terms that Whisper is told of: about as many as its memory of what was said before holds (224 tokens). Of
    /// more it would forget the first, which are the most wanted.
    /// </summary>
    private const int LongestPrompt = 600;

    private readonly string? _prompt = Prompt(options.Keyterms);
    private readonly string? _language = options.Language?.Split('-')[0].ToLowerInvariant();

    public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var known = _language ?? (audio.Length >= Settled ? draft?.Language : null);
        var segments = model.Decode(audio.Span, options.Quality, known, _prompt);
        var words = WhisperWords.Of(segments, model.EndOfText, audio.Length);
        return words with { Language = _language is null ? known ?? segments.FirstOrDefault()?.Language : null };
    }

    /// <summary>Key terms as something that was said before: Whisper writes what follows in the same spelling.</summary>
    private static string? Prompt(IReadOnlyList<string> terms)
    {
        var (text, length) = (new List<string>(), 0);
        foreach (var term in terms.TakeWhile(term => (length += term.Length + 2) <= LongestPrompt))
        {
            text.Add(term);
        }

        return text.Count > 0 ? $"{string.Join(", ", text)}." : null;
    }
}
