using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Exports;

/// <summary>
/// Finals to published cues, in three steps: (1) one row of words, (2) where cues and lines break, (3) when they are shown.
/// A pure function of the finals' words; two hours of speech take a fraction of a second.
/// </summary>
public static class PublishingLayout
{
    /// <param name="finals">In any order; only their words (or text), times and speakers matter.</param>
    /// <param name="duration">Of the media, in seconds: no cue ends after it, unless the text takes longer to read than that.</param>
    public static IReadOnlyList<PublishedCue> Arrange(IReadOnlyList<Cue> finals, double duration, PublishingOptions? options = null)
    {
        options ??= new PublishingOptions();

        // (1) words
        var words = PublishedWord.Of(finals, options.LineWidth);
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
        return lines.Zip(times, (l, t) => new PublishedCue(t.Start, t.End, l.Lines, l.Speaker)).ToList();
    }

    /// <summary>In milliseconds. A duration before the last word was not known: then that word ends the media.</summary>
    private static long MediaEnd(List<PublishedWord> words, double duration)
    {
        var end = (long)Math.Floor((duration * 1000) + 1e-6); // 6.258 s are 6258 ms, although no double says so
        return words.Count > 0 && words[^1].Start >= end ? Math.Max(end, words[^1].End) : end;
    }

    private static string[] Lines(List<PublishedWord> words, int first, int middle, int end) =>
        middle == end ? [Join(words, first, end)] : [Join(words, first, middle), Join(words, middle, end)];

    private static string Join(List<PublishedWord> words, int first, int end) =>
        string.Join(' ', words.Skip(first).Take(end - first).Select(w => w.Text));
}
