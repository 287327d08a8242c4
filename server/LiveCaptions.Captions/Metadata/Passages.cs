using System.Text;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Metadata;

/// <summary>
/// What of a transcript that is too long to be read whole has to do with a question: the cues that share its rarest words, with what is
/// said around them; what room is left is for stretches from all over.
/// </summary>
public static class Passages
{
    /// <summary>Cues before and behind one that are read with it.</summary>
    private const int Around = 2;

    /// <summary>Bytes that a cue takes besides its text: id, time, speaker.</summary>
    private const int Overhead = 48;

    /// <summary>Stretches that are spread over a transcript first; then twice as many, and so on.</summary>
    private const int Stretches = 8;

    /// <param name="cues">In order of start.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="bytes">Of UTF-8, for all of them.</param>
    /// <returns>In order of start; all where they fit.</returns>
    public static IReadOnlyList<Cue> Of(IReadOnlyList<Cue> cues, string question, string? language, int bytes)
    {
        if (cues.Sum(SizeOf) <= bytes)
        {
            return cues;
        }

        var taken = new SortedSet<int>();
        foreach (var at in Ranked(cues, question, language).Concat(Spread(cues.Count)).SelectMany(at => Near(at, cues.Count)))
        {
            if (!taken.Contains(at))
            {
                bytes -= SizeOf(cues[at]);
                if (bytes < 0)
                {
                    break;
                }

                taken.Add(at);
            }
        }

        return [.. taken.Select(at => cues[at])];
    }

    /// <summary>Cues in parts that fit, in order.</summary>
    public static IReadOnlyList<IReadOnlyList<Cue>> PartsOf(IReadOnlyList<Cue> cues, int bytes)
    {
        var parts = new List<List<Cue>>();
        var left = 0;
        foreach (var cue in cues)
        {
            left -= SizeOf(cue);
            if (parts.Count == 0 || left < 0)
            {
                parts.Add([]);
                left = bytes - SizeOf(cue);
            }

            parts[^1].Add(cue);
        }

        return parts;
    }

    private static int SizeOf(Cue cue) => Overhead + Encoding.UTF8.GetByteCount(cue.Text);

    private static IEnumerable<int> Near(int at, int count) =>
        Enumerable.Range(-Around, (2 * Around) + 1).Select(by => at + by).Where(place => place >= 0 && place < count);

    /// <summary>Those that share words with a question: the more and the rarer, the earlier.</summary>
    private static IEnumerable<int> Ranked(IReadOnlyList<Cue> cues, string question, string? language)
    {
        var asked = StemsOf(question, language);
        if (asked.Count == 0)
        {
            return [];
        }

        var shared = cues.Select(cue => StemsOf(cue.Text, language)).Select(stems => stems.Where(asked.Contains).ToList()).ToList();
        var counts = shared.SelectMany(stems => stems).GroupBy(stem => stem, StringComparer.Ordinal)
            .ToDictionary(stem => stem.Key, stem => stem.Count(), StringComparer.Ordinal);
        return Enumerable.Range(0, cues.Count).Where(at => shared[at].Count > 0)
            .OrderByDescending(at => shared[at].Sum(stem => Math.Log(1 + (cues.Count / (double)counts[stem]))));
    }

    private static HashSet<string> StemsOf(string text, string? language) =>
        Terms.Of(text, language).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<int> Spread(int count)
    {
        for (var parts = Stretches; parts < 2 * count; parts *= 2)
        {
            for (var part = 0; part < parts; part++)
            {
                yield return (int)((part + 0.5) * count / parts);
            }
        }
    }
}
