using System.Globalization;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Compatible.OpenAi;

/// <summary>A file's captions as OpenAI answers with them.</summary>
internal static class TranscriptionAnswer
{
    private const int Letters = 26;

    /// <summary>What <c>verbose_json</c> calls languages; others are called by their tags.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "english", ["de"] = "german", ["fr"] = "french", ["es"] = "spanish", ["it"] = "italian", ["pt"] = "portuguese",
        ["nl"] = "dutch", ["pl"] = "polish", ["ru"] = "russian", ["uk"] = "ukrainian", ["ja"] = "japanese", ["ko"] = "korean",
        ["zh"] = "chinese", ["ar"] = "arabic", ["tr"] = "turkish", ["sv"] = "swedish",
    };

    public static string TextOf(IEnumerable<Cue> finals) => string.Join(' ', finals.Select(cue => cue.Text));

    /// <param name="finals">In the order they were said.</param>
    public static object Of(TranscriptionRequest request, SessionView session, IReadOnlyList<Cue> finals) => request.Format switch
    {
        "verbose_json" => new
        {
            task = "transcribe",
            language = LanguageOf(session, finals),
            session.Duration,
            text = TextOf(finals),
            segments = request.Segments ? finals.Select(SegmentOf).ToList() : null,
            words = request.Words
                ? finals.SelectMany(cue => cue.Words ?? []).Select(word => new { word = word.Text, word.Start, word.End }).ToList()
                : null,
            usage = UsageOf(session),
        },
        "diarized_json" => new
        {
            task = "transcribe",
            session.Duration,
            text = TextOf(finals),
            segments = finals.Select(SpokenOf).ToList(),
            usage = UsageOf(session),
        },
        _ => new { text = TextOf(finals), usage = UsageOf(session) },
    };

    /// <summary>A final as an event of its own, with who says it.</summary>
    public static object SpokenOf(Cue cue) => new
    {
        type = "transcript.text.segment",
        id = $"seg_{cue.Id}",
        cue.Start,
        cue.End,
        cue.Text,
        speaker = SpeakerOf(cue),
    };

    public static object UsageOf(SessionView session) => new { type = "duration", seconds = Math.Ceiling(session.Duration) };

    private static object SegmentOf(Cue cue, int index)
    {
        var confidence = cue.Words is { Count: > 0 } words ? words.Average(word => word.Confidence) : 1;
        return new
        {
            id = index,
            seek = 0,
            cue.Start,
            cue.End,
            cue.Text,
            tokens = Array.Empty<int>(),
            temperature = 0,
            avgLogprob = Math.Round(Math.Log(Math.Clamp(confidence, 1e-3, 1)), 4),
            compressionRatio = 1,
            noSpeechProb = 0,
        };
    }

    /// <summary>The first voice is A, the second B; who has a name is called so.</summary>
    private static string SpeakerOf(Cue cue) => cue.Speaker switch
    {
        { Id: ['s', .. var number] } when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var from1)
            && from1 is > 0 and <= Letters =>
            ((char)('A' + from1 - 1)).ToString(),
        { } speaker => speaker.Label,
        null => "A",
    };

    private static string LanguageOf(SessionView session, IReadOnlyList<Cue> finals)
    {
        var tag = session.Language ?? finals.FirstOrDefault()?.Language ?? "en";
        return Names.GetValueOrDefault(tag.Split('-')[0], tag);
    }
}
