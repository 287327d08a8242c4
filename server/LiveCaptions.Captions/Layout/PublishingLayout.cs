using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Layout;

/// <summary>
/// Finals to published cues: of each lane (see <see cref="SpeechLanes"/>) in three steps, (1) one row of words, (2) where cues and lines break,
/// (3) when they are shown; then (4) the lanes in one order.
/// A pure function of the finals' words; two hours of speech take a fraction of a second.
/// </summary>
public static class PublishingLayout
{
    /// <param name="finals">In any order; only their words (or text), times and speakers matter.</param>
    /// <param name="duration">Of the media, in seconds: no cue ends after it, unless the text takes longer to read than that.</param>
    /// <returns>In order of start. Cues overlap only where two tracks with names, or one and other speech, are heard at the same time.</returns>
    public static IReadOnlyList<PublishedCue> Arrange(IReadOnlyList<Cue> finals, double duration, PublishingOptions? options = null)
    {
        options ??= new PublishingOptions();
        var lanes = SpeechLanes.Of(finals);
        var marks = options.MarksEmotions ? EmotionMarks.Of(finals, options.Language) : [];
        if (lanes.Count == 1)
        {
            return [.. Lay(PublishedWord.Of(finals, options.LineWidth, marks), duration, options).Select(laid => laid.Cue)];
        }

        var laid = lanes.Select(lane => Lay(Words(lane, lanes.Where(other => other != lane).SelectMany(other => other), marks, options), duration, options)).ToList();

        // (4)
        return LaneMerge.Merge(laid, new PublishingLimits(options, 0));
    }

    private static List<PublishedWord> Words(IReadOnlyList<Cue> lane, IEnumerable<Cue> others, IReadOnlyDictionary<string, string> marks, PublishingOptions options)
    {
        if (!options.NamesSimultaneous)
        {
            return SpeechLanes.CountTurns(PublishedWord.Of(lane, options.LineWidth, marks), others);
        }

        var names = lane.Select(cue => cue.Speaker).DistinctBy(speaker => speaker?.Id).ToDictionary(speaker => speaker?.Id ?? "", PublishedWord.NameOf, StringComparer.Ordinal);
        var widest = names.Values.Max(name => name is null ? 0 : DisplayWidth.Of(name) + 1);
        var words = PublishedWord.Of(lane, options.LineWidth - widest, marks).ConvertAll(word => word with { Name = names[word.Speaker?.Id ?? ""] });
        return SpeechLanes.CountTurns(words, others);
    }

    // The words are (1).
    private static List<LaidCue> Lay(List<PublishedWord> words, double duration, PublishingOptions options)
    {
        var limits = new PublishingLimits(options, MediaEnd(words, duration));

        // (2) breaks
        var partition = new CuePartition(words, limits);
        var cues = new List<(long Start, long End, int Columns)>();
        var lines = new List<(string[] Lines, CueSpeaker? Speaker)>();
        var first = 0;
        foreach (var length in partition.Lengths())
        {
            var end = first + length;
            var text = Lines(words, first, first + partition.FirstLine(first, end), end);
            lines.Add((text, words[first].Speaker));
            cues.Add((words[first].Start, words[end - 1].End, text.Sum(l => DisplayWidth.Of(l))));
            first = end;
        }

        // (3) times
        var times = CueTiming.Place(cues, limits);
        return [.. lines.Select((l, i) => new LaidCue(new PublishedCue(times[i].Start, times[i].End, l.Lines, l.Speaker), cues[i].Start, cues[i].End, cues[i].Columns))];
    }

    /// <summary>In milliseconds. A duration before the last word was not known: then that word ends the media.</summary>
    private static long MediaEnd(List<PublishedWord> words, double duration)
    {
        var end = (long)Math.Floor((duration * 1000) + 1e-6); // 6.258 s are 6258 ms, although no double says so
        return words.Count > 0 && words[^1].Start >= end ? Math.Max(end, words[^1].End) : end;
    }

    private static string[] Lines(List<PublishedWord> words, int first, int middle, int end)
    {
        string[] lines = middle == end ? [Join(words, first, end)] : [Join(words, first, middle), Join(words, middle, end)];
        if (words[first].Name is { } name)
        {
            lines[0] = $"{name} {lines[0]}";
        }

        return lines;
    }

    private static string Join(List<PublishedWord> words, int first, int end) =>
        string.Join(' ', words.Skip(first).Take(end - first).Select(w => w.Text));
}
