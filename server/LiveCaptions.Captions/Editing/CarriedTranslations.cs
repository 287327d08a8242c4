using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Editing;

/// <summary>
/// A person's translations stay where a transcript is made anew: they go to the cue that is said in most of their time, and say that they
/// are stale where the words of it are others. Those that no cue of the new transcript is for stay with the old one alone.
/// </summary>
public static class CarriedTranslations
{
    /// <param name="made">The new transcript's cues, as they are numbered.</param>
    /// <param name="said">What the translations are of; only what is there says whether words are the same but for their writing.</param>
    /// <param name="translations">An older transcript's; those of machines are made again. Of two for one cue the first counts.</param>
    /// <param name="firstSeq">Of the first one that is carried.</param>
    public static IReadOnlyList<Cue> Onto(
        IEnumerable<Cue> made, IEnumerable<Cue> said, IEnumerable<Cue> translations, long firstSeq, DateTimeOffset now)
    {
        var places = CuesByTime.Of(made);
        var words = said.DistinctBy(cue => cue.Id).ToDictionary(cue => cue.Id, cue => cue.Text, StringComparer.Ordinal);
        var carried = new Dictionary<string, Cue>(StringComparer.Ordinal);
        foreach (var translation in translations.Where(cue => cue is { Basis: not null, Deleted: false, Of: not null }))
        {
            if (places.Near(translation.Start, translation.End).Find(cue => AreOne(cue, translation)) is { } place)
            {
                var isSame = words.TryGetValue(translation.Of!, out var text) && HaveSameWords(text, place.Text);
                var cue = CueTranslation.Carry(translation, place, isSame, firstSeq + carried.Count, now);
                carried.TryAdd(cue.Id, cue);
            }
        }

        return [.. carried.Values];
    }

    /// <summary>Whether each has most of its time together with the other, and nobody else's words.</summary>
    private static bool AreOne(Cue cue, Cue translation)
    {
        var together = 2 * (Math.Min(cue.End, translation.End) - Math.Max(cue.Start, translation.Start));
        return together > cue.End - cue.Start && together > translation.End - translation.Start
            && (cue.Speaker is null || translation.Speaker is null || cue.Speaker.Id == translation.Speaker.Id);
    }

    private static bool HaveSameWords(string one, string other)
    {
        var (words, others) = (CaptionText.Words(one), CaptionText.Words(other));
        return words.Length == others.Length && words.Zip(others).All(pair => WordAlignment.AreSame(pair.First, pair.Second));
    }
}
