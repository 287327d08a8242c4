using System.Text.Json;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Recognition.Cloud.OpenAi;

/// <summary>
/// Words of an answer, whoever gave it: OpenAI has words beside the segments, whisper.cpp and faster-whisper in them, others have no words,
/// or a text alone. Where there are no times, words take theirs from the letters of what they stand in.
/// </summary>
internal static class OpenAiAnswer
{
    /// <summary>
    /// Segments that are likelier silence than this were not said: of silence Whisper makes what it has often seen under it.
    /// </summary>
    private const double Silence = 0.8;

    /// <summary>Where the text is doubtful, too, half as much does.</summary>
    private const double PerhapsSilence = 0.6;
    private const double Doubtful = -0.7;

    /// <summary>A text that can be packed as well as this is one word over and over.</summary>
    private const double Repeated = 2.4;

    /// <summary>Of words that nobody gives a probability for.</summary>
    private const double Unknown = 0.8;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="samples">Length of what was heard.</param>
    /// <exception cref="JsonException">It is no answer.</exception>
    public static Hypothesis Words(JsonElement json, int samples)
    {
        var answer = json.Deserialize<Answer>(Json) ?? throw new JsonException("There is no answer.");
        var length = AudioFormat.ToSeconds(samples);
        var segments = (answer.Segments ?? []).OfType<Segment>().ToList();
        var said = segments.Where(IsSaid).ToList();
        var words = segments.Count == 0 && answer.Words is null ? Spread(answer.Text, 0, length, Unknown)
            : answer.Words is { Count: > 0 } beside ? beside.OfType<Timed>().Where(one => IsIn(one, segments)).Select(one => Of(one, said))
            : said.SelectMany(WordsOf);
        var ours = CloudWords.Between(0, samples, CloudWords.Of(words, origin: 0));
        return new Hypothesis(ours, [], 0) { Language = OpenAiLanguages.TagOf(answer.Language) };
    }

    private static bool IsSaid(Segment segment) =>
        !(segment.NoSpeechProb >= Silence || (segment.NoSpeechProb >= PerhapsSilence && segment.AvgLogprob < Doubtful)
            || segment.CompressionRatio > Repeated);

    /// <summary>Whether the segment around a word was said.</summary>
    private static bool IsIn(Timed word, List<Segment> segments) => SegmentOf(word, segments) is not { } segment || IsSaid(segment);

    private static Segment? SegmentOf(Timed word, List<Segment> segments)
    {
        var middle = (word.Start + word.End) / 2;
        return segments.Find(segment => middle >= segment.Start && middle <= segment.End);
    }

    private static CloudWord Of(Timed word, List<Segment> segments) =>
        new(word.Word ?? "", word.Start, word.End, word.Probability ?? Confidence(SegmentOf(word, segments)));

    private static IEnumerable<CloudWord> WordsOf(Segment segment) => segment.Words is { Count: > 0 } words
        ? words.OfType<Timed>().Select(word => Of(word, [segment]))
        : Spread(segment.Text, segment.Start, segment.End, Confidence(segment));

    private static double Confidence(Segment? segment) => segment?.AvgLogprob is { } mean ? Math.Exp(Math.Min(0, mean)) : Unknown;

    private static IEnumerable<CloudWord> Spread(string? text, double start, double end, double confidence)
    {
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var letter = (end - start) / Math.Max(1, words.Sum(word => word.Length));
        foreach (var word in words)
        {
            yield return new CloudWord(word, start, start + (word.Length * letter), confidence);
            start += word.Length * letter;
        }
    }

    private sealed record Answer(string? Text, string? Language, IReadOnlyList<Segment?>? Segments, IReadOnlyList<Timed?>? Words);

    private sealed record Segment(
        double Start, double End, string? Text, double? AvgLogprob, double? CompressionRatio, double? NoSpeechProb,
        IReadOnlyList<Timed?>? Words);

    private sealed record Timed(string? Word, double Start, double End, double? Probability);
}
