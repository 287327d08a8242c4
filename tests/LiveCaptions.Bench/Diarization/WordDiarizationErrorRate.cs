using System.Globalization;
using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Bench.Diarization;

/// <summary>
/// Of the words that were recognised, rightly or as another, how many have the wrong speaker or none (WDER), under the best one-to-one
/// naming of speakers. Words too many and missing ones do not count.
/// </summary>
public sealed record WordDiarizationErrorRate(int Words, int Wrong)
{
    public static WordDiarizationErrorRate None { get; } = new(0, 0);

    public double Rate => Words > 0 ? Math.Round(Wrong / (double)Words, 6) : 0;

    public static WordDiarizationErrorRate operator +(WordDiarizationErrorRate left, WordDiarizationErrorRate right) =>
        new(left.Words + right.Words, left.Wrong + right.Wrong);

    /// <summary>By the text: words face those that are really said.</summary>
    public static WordDiarizationErrorRate Between(IEnumerable<SpeakerWord> reference, IEnumerable<SpeakerWord> found) =>
        Of(Align(Bare(reference), Bare(found)));

    /// <summary>By the time: a word is said by who speaks in its middle. Words count where that is one voice.</summary>
    public static WordDiarizationErrorRate Between(IEnumerable<SpeakerTurn> reference, IReadOnlyList<Cue> found)
    {
        var voices = new SpeakerTimeline(reference);
        return Of([.. found.SelectMany(cue =>
            SpeakerTurns.Spans(cue).Select(word => (At: voices.At((word.Start + word.End) / 2), Label: cue.Speaker?.Id)))
            .Where(word => word.At.Count == 1).Select(word => (word.At[0], word.Label))]);
    }

    private static WordDiarizationErrorRate Of(List<(string? Voice, string? Label)> pairs)
    {
        string[] voices = [.. pairs.Select(pair => pair.Voice).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        string[] labels = [.. pairs.Select(pair => pair.Label).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        var together = new double[voices.Length, labels.Length];
        foreach (var (voice, label) in pairs.Where(pair => pair is { Voice: not null, Label: not null }))
        {
            together[Array.IndexOf(voices, voice), Array.IndexOf(labels, label)]++;
        }

        var best = BestAssignment.Of(together);
        var right = best.Select((label, voice) => label < 0 ? 0 : together[voice, label]).Sum();
        return new WordDiarizationErrorRate(pairs.Count, pairs.Count - (int)right);
    }

    /// <summary>Words of letters and digits alone, in lower case; those that have none go.</summary>
    private static SpeakerWord[] Bare(IEnumerable<SpeakerWord> words) =>
        [.. words.Select(word => word with { Text = Bare(word.Text) }).Where(word => word.Text.Length > 0)];

    private static string Bare(string word) =>
        string.Concat(word.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes().Where(IsLetter));

    private static bool IsLetter(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <returns>The speakers of words that face each other in the alignment with the fewest errors.</returns>
    private static List<(string? Voice, string? Label)> Align(SpeakerWord[] reference, SpeakerWord[] found)
    {
        var errors = Errors(reference, found);
        var pairs = new List<(string? Voice, string? Label)>();
        for (int i = reference.Length, j = found.Length; i > 0 && j > 0;)
        {
            if (errors[i, j] == errors[i - 1, j - 1] + Unlike(reference[i - 1], found[j - 1]))
            {
                pairs.Add((reference[--i].Speaker, found[--j].Speaker));
            }
            else if (errors[i, j] == errors[i - 1, j] + 1)
            {
                i--;
            }
            else
            {
                j--;
            }
        }

        return pairs;
    }

    /// <summary>At [i, j]: the fewest errors between the first i and the first j words.</summary>
    private static int[,] Errors(SpeakerWord[] reference, SpeakerWord[] found)
    {
        var errors = new int[reference.Length + 1, found.Length + 1];
        for (var i = 0; i <= reference.Length; i++)
        {
            for (var j = 0; j <= found.Length; j++)
            {
                errors[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        errors[i - 1, j - 1] + Unlike(reference[i - 1], found[j - 1]), Math.Min(errors[i - 1, j], errors[i, j - 1]) + 1);
            }
        }

        return errors;
    }

    private static int Unlike(SpeakerWord reference, SpeakerWord found) => reference.Text == found.Text ? 0 : 1;
}
