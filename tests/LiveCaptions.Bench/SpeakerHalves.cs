using System.CommandLine;
using LiveCaptions.Server.Commands;

namespace LiveCaptions.Bench;

/// <summary>
/// The speakers of a corpus in two halves, so that what is chosen by the figures of one can be tested on voices that had no part in the
/// choice.
/// A recording whose manifest names no speaker has one of its own.
/// </summary>
public static class SpeakerHalves
{
    public const string All = "all";
    public const string Chosen = "chosen";
    public const string Test = "test";

    /// <summary>Which half is asked for on a command line.</summary>
    public static Option<string> Option()
    {
        var speakers = new Option<string>("--speakers")
        {
            Description = "One half of the speakers, or all: what is chosen by the one half can be tested on the other",
            HelpName = $"{Chosen}|{Test}|{All}",
            DefaultValueFactory = _ => All,
        };
        speakers.AcceptOnlyFromAmong(Chosen, Test, All);
        return speakers;
    }

    /// <summary>
    /// Who speaks most is dealt first, each to the half with less speech, by name where two are alike: the same corpus has the same halves
    /// each time.
    /// </summary>
    /// <param name="half"><see cref="All"/>, <see cref="Chosen"/> or <see cref="Test"/>.</param>
    /// <returns>In the corpus' order.</returns>
    /// <exception cref="UsageException">The corpus has a single speaker: there is nobody in the other half.</exception>
    public static IReadOnlyList<BenchClip> Take(IReadOnlyList<BenchClip> corpus, string half)
    {
        if (half == All)
        {
            return corpus;
        }

        var (chosen, seconds, others) = (new HashSet<string>(StringComparer.Ordinal), 0.0, 0.0);
        var speakers = corpus.GroupBy(clip => clip.Voice, StringComparer.Ordinal)
            .Select(clips => (Name: clips.Key, Seconds: clips.Sum(clip => clip.Duration)));
        foreach (var speaker in speakers.OrderByDescending(speaker => speaker.Seconds)
            .ThenBy(speaker => speaker.Name, StringComparer.Ordinal))
        {
            if (seconds <= others)
            {
                chosen.Add(speaker.Name);
                seconds += speaker.Seconds;
            }
            else
            {
                others += speaker.Seconds;
            }
        }

        List<BenchClip> taken = [.. corpus.Where(clip => chosen.Contains(clip.Voice) == (half == Chosen))];
        return taken.Count > 0
            ? taken
            : throw new UsageException(
                $"--speakers {half} needs recordings of more than one speaker: the manifest names a single one (\"speaker\").");
    }
}
