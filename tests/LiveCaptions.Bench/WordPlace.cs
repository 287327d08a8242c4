using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench;

/// <summary>Finds where a known word was recognised.</summary>
public static class WordPlace
{
    /// <summary>Seconds to either side; farther away it is another word of the same letters.</summary>
    public const double Within = 1;

    /// <summary>How far off the nearest word of the same letters is.</summary>
    /// <param name="words">What was recognised.</param>
    /// <param name="text">The word that is there, in any case and punctuation.</param>
    /// <param name="position">Where it is, in samples.</param>
    /// <param name="side">Which of a recognised word's times counts.</param>
    /// <returns>Seconds, positive where it was recognised too late; null when it is not there.</returns>
    public static double? Error(IEnumerable<Word> words, string text, long position, Func<Word, long> side)
    {
        var letters = Letters(text);
        return words
            .Where(word => Letters(word.Text) == letters)
            .Select(word => (double?)AudioFormat.ToSeconds(side(word) - position))
            .Where(error => Math.Abs(error!.Value) <= Within)
            .MinBy(error => Math.Abs(error!.Value));
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
