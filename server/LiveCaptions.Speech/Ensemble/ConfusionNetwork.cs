using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Ensemble;

/// <summary>
/// The words of several engines side by side: one engine's after the other are aligned with what is there already, by time and text.
/// A slot has a word for each engine, or null where that one hears none.
/// </summary>
internal static class ConfusionNetwork
{
    public static IReadOnlyList<Word?[]> Of(IReadOnlyList<EngineWords> engines)
    {
        List<Word?[]> slots = [];
        for (var engine = 0; engine < engines.Count; engine++)
        {
            slots = Joined(slots, engines[engine].Words, engine, engines.Count);
        }

        return slots;
    }

    private static List<Word?[]> Joined(List<Word?[]> slots, IReadOnlyList<Word> words, int engine, int engines)
    {
        var joined = new List<Word?[]>(slots.Count + 16);
        foreach (var (slot, word) in SlotAlignment.Of(slots, words))
        {
            var taken = slot is { } there ? slots[there] : new Word?[engines];
            taken[engine] = word is { } heard ? words[heard] : null;
            joined.Add(taken);
        }

        return joined;
    }
}
