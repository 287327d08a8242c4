using Google.Protobuf.WellKnownTypes;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech.V2;

namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>
/// What a stream says: a final settles all up to its end; interims behind it belong together, the surer ones first. One that is said
/// twice ends no later than the first, and counts once.
/// </summary>
internal sealed class GoogleSpeechResults
{
    /// <summary>Seconds of silence behind the last word of a final that nobody speaks in any more.</summary>
    private const double Pause = 0.3;

    private double _finalTo;
    private long _sent;

    /// <summary>So many more samples were sent.</summary>
    public void Sent(int samples) => Interlocked.Add(ref _sent, samples);

    public IReadOnlyList<CloudResult> Read(StreamingRecognizeResponse response)
    {
        var results = new List<CloudResult>();
        foreach (var final in response.Results.Where(result => result.IsFinal))
        {
            if (Final(final) is { } one)
            {
                results.Add(one);
            }
        }

        if (Interim(response.Results.Where(result => !result.IsFinal)) is { } interim)
        {
            results.Add(interim);
        }

        return results;
    }

    private CloudResult? Final(StreamingRecognitionResult result)
    {
        var (start, end) = (_finalTo, EndOf(result));
        if (end <= start)
        {
            return null;
        }

        var words = WordsOf(result, start, end);
        _finalTo = end;
        return new CloudResult(IsFinal: true, start, end, words, LanguageOf(result))
        {
            EndsSpeech = words.Count == 0 || words[^1].IsSomewhere || end - words[^1].End >= Pause,
        };
    }

    private CloudResult? Interim(IEnumerable<StreamingRecognitionResult> results)
    {
        var (words, end, language) = (new List<CloudWord>(), _finalTo, (string?)null);
        foreach (var result in results)
        {
            var start = end;
            end = Math.Max(start, EndOf(result));
            words.AddRange(WordsOf(result, start, end));
            language = LanguageOf(result) ?? language;
        }

        return words.Count == 0 ? null : new CloudResult(IsFinal: false, _finalTo, end, words, language);
    }

    /// <summary>In seconds. Never behind what was sent.</summary>
    private double EndOf(StreamingRecognitionResult result)
    {
        var sent = AudioFormat.ToSeconds(Interlocked.Read(ref _sent));
        return result.ResultEndOffset is { } end ? Math.Min(Seconds(end), sent) : sent;
    }

    /// <summary>Words without times were said somewhere in the stretch.</summary>
    private static List<CloudWord> WordsOf(StreamingRecognitionResult result, double start, double end)
    {
        if (result.Alternatives.FirstOrDefault() is not { } best)
        {
            return [];
        }

        var texts = best.Transcript.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return best.Words.Count > 0 && best.Words.All(word => word.EndOffset is not null)
            ? [.. best.Words.Select((word, i) => new CloudWord(
                texts.Length == best.Words.Count ? texts[i] : word.Word,
                Seconds(word.StartOffset),
                Seconds(word.EndOffset),
                Confidence(word.Confidence, best.Confidence)))]
            : [.. texts.Select(text => new CloudWord(text, start, end, Confidence(0, best.Confidence)) { IsSomewhere = true })];
    }

    /// <summary>0 is that it was not told.</summary>
    private static double Confidence(double word, double all) => word > 0 ? word : all > 0 ? all : CloudLedger.Unknown;

    /// <summary>Mandarin is Chinese to everybody else.</summary>
    private static string? LanguageOf(StreamingRecognitionResult result) =>
        result.LanguageCode is { Length: > 0 } code ? CloudLanguage.Primary(code) == "cmn" ? "zh" + code[3..] : code : null;

    /// <summary>0 is left out.</summary>
    private static double Seconds(Duration? duration) => duration is null ? 0 : duration.Seconds + (duration.Nanos * 1e-9);
}
