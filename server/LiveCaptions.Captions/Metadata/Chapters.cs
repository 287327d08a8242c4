using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Metadata;

/// <summary>Parts a transcript into chapters where it turns to something else, and calls them by what is said in them only.</summary>
internal static class Chapters
{
    /// <summary>Seconds of a chapter that are usual; there are no more chapters than such ones would be, but at least three.</summary>
    private const double Usual = 240;

    /// <summary>Seconds that a chapter has at least where the session is long.</summary>
    private const double Short = 60;

    /// <summary>How far above the average, in standard deviations, a shift is that makes a chapter by itself.</summary>
    private const double Clear = 0.5;

    private const int TitleTerms = 2;
    private const int TitleWords = 7;

    /// <param name="duration">Seconds.</param>
    /// <param name="marks">In order of time.</param>
    /// <returns>None where there cannot be three.</returns>
    public static IReadOnlyList<Chapter> Of(IReadOnlyList<Sentence> sentences, double duration, IReadOnlyList<Mark> marks) =>
        OfMarks(sentences, duration, marks) is { Count: > 0 } given ? given : OfTopics(sentences, duration);

    /// <summary>Where people marked places and said what they are about, chapters begin there.</summary>
    /// <returns>None where that does not make three.</returns>
    private static IReadOnlyList<Chapter> OfMarks(IReadOnlyList<Sentence> sentences, double duration, IReadOnlyList<Mark> marks)
    {
        var starts = new List<(double At, string? Title)> { (0, null) };
        foreach (var (at, text) in marks.Where(mark => mark.Text is not null).Select(mark => (Math.Floor(mark.At), mark.Text)))
        {
            if (at - starts[^1].At >= ChapterRules.Shortest)
            {
                starts.Add((at, text));
            }
            else if (starts is [{ Title: null }])
            {
                starts[0] = (0, text);
            }
        }

        starts.RemoveAll(start => duration - start.At < ChapterRules.Shortest);
        if (starts.Count < ChapterRules.Least)
        {
            return [];
        }

        var ends = starts.Skip(1).Select(start => start.At).Append(double.MaxValue);
        var parts = starts.Zip(ends, (start, end) => sentences.Where(said => said.Start >= start.At && said.Start < end).ToList()).ToList();
        return [.. starts.Zip(Titles(parts), (start, title) => new Chapter(start.At, start.Title ?? title)).Take(ChapterRules.Most)];
    }

    /// <inheritdoc cref="Of"/>
    private static IReadOnlyList<Chapter> OfTopics(IReadOnlyList<Sentence> sentences, double duration)
    {
        if (duration < ChapterRules.Least * ChapterRules.Shortest)
        {
            return [];
        }

        var starts = Starts(sentences, duration);
        if (starts.Count + 1 < ChapterRules.Least)
        {
            return [];
        }

        int[] firsts = [0, .. starts];
        var parts = firsts.Select((first, i) =>
            sentences.Skip(first).Take((i + 1 < firsts.Length ? firsts[i + 1] : sentences.Count) - first).ToList()).ToList();
        return [.. Titles(parts).Select((title, i) => new Chapter(i == 0 ? 0 : Math.Floor(parts[i][0].Start), title))];
    }

    /// <summary>Sentences that chapters but the first begin with.</summary>
    private static List<int> Starts(IReadOnlyList<Sentence> sentences, double duration)
    {
        var shifts = TopicShifts.Of(sentences);
        if (shifts.Length == 0)
        {
            return [];
        }

        var most = Math.Clamp((int)(duration / Usual), ChapterRules.Least, ChapterRules.Most) - 1;
        var apart = Math.Clamp(duration / (2 * (most + 1)), ChapterRules.Shortest + 1, Short);
        var mean = shifts.Average();
        var clear = mean + (Clear * Math.Sqrt(shifts.Average(shift => Math.Pow(shift - mean, 2))));
        var starts = new List<int>();
        foreach (var (shift, index) in shifts.Select((shift, i) => (shift, i + 1)).OrderByDescending(s => s.shift).ThenBy(s => s.Item2))
        {
            if (starts.Count == most || (shift < clear && starts.Count + 1 >= ChapterRules.Least))
            {
                break;
            }

            var at = sentences[index].Start;
            if (at >= apart && duration - at >= apart && starts.TrueForAll(other => Math.Abs(sentences[other].Start - at) >= apart))
            {
                starts.Add(index);
            }
        }

        starts.Sort();
        return starts;
    }

    private static IEnumerable<string> Titles(List<List<Sentence>> parts)
    {
        var phrases = parts.ConvertAll(KeyPhrases.Of);
        var spread = phrases.SelectMany(part => part.Select(phrase => phrase.Stem).Distinct(StringComparer.Ordinal))
            .CountBy(stem => stem, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        for (var i = 0; i < parts.Count; i++)
        {
            // What every chapter speaks of tells none of them apart.
            var telling = phrases[i]
                .OrderByDescending(phrase => phrase.Weight * Math.Log(1 + ((double)parts.Count / spread[phrase.Stem])))
                .Take(TitleTerms).Select(phrase => phrase.Text).ToList();
            yield return TitleOf(telling, parts[i].FirstOrDefault()?.Text ?? "");
        }
    }

    private static string TitleOf(List<string> telling, string first)
    {
        var title = telling.Count > 0
            ? string.Join(", ", telling)
            : string.Join(' ', first.Split(' ').Take(TitleWords)).TrimEnd('.', ',', '!', '?');
        title = CaptionText.Cut(title, ChapterRules.LongestTitle).Trim();
        return title.Length == 0 ? "…" : char.ToUpperInvariant(title[0]) + title[1..];
    }
}
