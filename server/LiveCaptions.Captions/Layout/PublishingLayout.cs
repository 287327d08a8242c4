using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Layout;

/// <summary>
/// Finals to published cues: of each lane (see <see cref="SpeechLanes"/>) in three steps, (1) one row of words, (2) where cues and
/// lines break,
/// (3) when they are shown; then (4) the lanes in one order.
/// A pure function of the finals' words; two hours of speech take a fraction of a second.
/// </summary>
public static class PublishingLayout
{
    /// <param name="finals">In any order; only their words (or text), times and speakers matter.</param>
    /// <param name="duration">Of the media, in seconds: no cue ends after it, unless the text takes longer to read than that.</param>
    /// <returns>In order of start. Cues overlap only where two tracks with names, or one and other speech, are heard at the same
    /// time.</returns>
    public static IReadOnlyList<PublishedCue> Arrange(IReadOnlyList<Cue> finals, double duration, PublishingOptions? options = null)
    {
        options ??= new PublishingOptions();
        var lanes = SpeechLanes.Of(finals);
        var marks = options.MarksEmotions ? EmotionMarks.Of(finals, options.Language) : [];
        if (lanes.Count == 1)
        {
            var (words, naming) = Words(finals, marks, options, simultaneous: false);
            return [.. Lay(words, naming, duration, options).Select(laid => laid.Cue)];
        }

        var laid = lanes.Select(lane =>
        {
            var (words, naming) = Words(lane, marks, options, simultaneous: true);
            return Lay(
                SpeechLanes.CountTurns(words, lanes.Where(other => other != lane).SelectMany(other => other)), naming, duration, options);
        }).ToList();

        // (4)
        return LaneMerge.Merge(laid, new PublishingLimits(options, 0));
    }

    private static (List<PublishedWord> Words, SpeakerNaming Naming) Words(
        IReadOnlyList<Cue> lane, IReadOnlyDictionary<string, string> marks, PublishingOptions options, bool simultaneous)
    {
        var speakers = lane.Select(cue => cue.Speaker).DistinctBy(speaker => speaker?.Id).ToList();
        var naming = SpeakerNaming.Of(speakers, options, simultaneous);
        var width = speakers.Count > 0 ? naming.WidthFor(speakers) : 0;
        var words = PublishedWord.Of(lane, options.LineWidth - width, marks);
        return (width == 0 ? words : words.ConvertAll(word => word with { Name = naming.MarkOf(word.Speaker) }), naming);
    }

    // The words are (1).
    private static List<LaidCue> Lay(List<PublishedWord> words, SpeakerNaming naming, double duration, PublishingOptions options)
    {
        var limits = new PublishingLimits(options, MediaEnd(words, duration));

        // (2) breaks
        var partition = new CuePartition(words, limits);
        var cues = new List<(long Start, long End, int Columns)>();
        var lines = new List<(string[] Lines, CueSpeaker? Speaker)>();
        var lengths = partition.Lengths();
        var names = naming.MarksOf(FirstOf(words, lengths).Select(word => word.Speaker));
        var first = 0;
        foreach (var length in lengths)
        {
            var end = first + length;
            var name = names[lines.Count];
            var text = Lines(words, first, first + partition.FirstLine(first, end, name is not null), end, name);
            lines.Add((text, words[first].Speaker));
            cues.Add((words[first].Start, words[end - 1].End, text.Sum(l => DisplayWidth.Of(l))));
            first = end;
        }

        // (3) times
        var times = CueTiming.Place(cues, limits);
        return [.. lines.Select((l, i) =>
            new LaidCue(new PublishedCue(times[i].Start, times[i].End, l.Lines, l.Speaker), cues[i].Start, cues[i].End, cues[i].Columns))];
    }

    /// <summary>In milliseconds. A duration before the last word was not known: then that word ends the media.</summary>
    private static long MediaEnd(List<PublishedWord> words, double duration)
    {
        var end = (long)Math.Floor((duration * 1000) + 1e-6); // 6.258 s are 6258 ms, although no double says so
        return words.Count > 0 && words[^1].Start >= end ? Math.Max(end, words[^1].End) : end;
    }

    /// <summary>The first word of each cue.</summary>
    private static IEnumerable<PublishedWord> FirstOf(List<PublishedWord> words, List<int> lengths)
    {
        var first = 0;
        foreach (var length in lengths)
        {
            yield return words[first];
            first += length;
        }
    }

    private static string[] Lines(List<PublishedWord> words, int first, int middle, int end, string? name)
    {
        string[] lines = middle == end ? [Join(words, first, end)] : [Join(words, first, middle), Join(words, middle, end)];
        if (name is not null)
        {
            lines[0] = $"{name} {lines[0]}";
        }

        return lines;
    }

    private static string Join(List<PublishedWord> words, int first, int end) =>
        string.Join(' ', words.Skip(first).Take(end - first).Select(w => w.Text));
}
