using LiveCaptions.Captions.Text;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Cues;

/// <summary>What words that nobody was asked about take over from the ones that are shown.</summary>
internal static class ShownWords
{
    /// <summary>
    /// Gives each word the label of the shown word that is the same, or else of one at its time, so that no label comes and goes.
    /// </summary>
    public static IReadOnlyList<Word> Label(IReadOnlyList<Word> words, IReadOnlyList<Word> shown)
    {
        if (shown.All(w => w.Speaker is null))
        {
            return words;
        }

        var match = WordAlignment.Match([.. words.Select(w => w.Text)], [.. shown.Select(w => w.Text)]);
        return [.. words.Select((word, i) => word with { Speaker = (match[i] >= 0 ? shown[match[i]] : AtTimeOf(word, shown))?.Speaker })];
    }

    private static Word? AtTimeOf(Word word, IReadOnlyList<Word> shown) =>
        shown.FirstOrDefault(w => w.Start < word.End && word.Start < w.End);
}
