using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Metadata;

/// <summary>Parts finals into sentences.</summary>
internal static class Sentences
{
    /// <summary>Seconds without a word that end a sentence, whatever stands before them.</summary>
    private const double Pause = 1.5;

    /// <summary>Words after which one ends where nothing else ends it.</summary>
    private const int Longest = 60;

    /// <param name="cues">In order of start.</param>
    /// <param name="language">BCP 47.</param>
    public static List<Sentence> Of(IEnumerable<Cue> cues, string? language)
    {
        var sentences = new List<Sentence>();
        var words = new List<string>();
        var (start, end, speaker) = (0.0, 0.0, (string?)null);
        foreach (var cue in cues.Where(cue => !SoundCue.Is(cue)))
        {
            foreach (var (text, from, until) in WordsOf(cue))
            {
                if (words.Count > 0 && (from - end >= Pause || cue.Speaker?.Id != speaker || words.Count == Longest || Ends(words[^1])))
                {
                    Take();
                }

                start = words.Count == 0 ? from : start;
                (end, speaker) = (until, cue.Speaker?.Id);
                words.Add(text);
            }
        }

        Take();
        return sentences;

        void Take()
        {
            if (words.Count > 0)
            {
                var text = string.Join(' ', words);
                sentences.Add(new Sentence(text, start, end, Terms.Of(text, language)));
                words.Clear();
            }
        }
    }

    private static IEnumerable<(string Text, double Start, double End)> WordsOf(Cue cue) => cue.Words is { Count: > 0 } timed
        ? timed.Select(word => (word.Text, word.Start, word.End))
        : CaptionText.Words(cue.Text).Select(word => (word, cue.Start, cue.End));

    private static bool Ends(string word) => word.TrimEnd('"', '”', '’', ')', '\'') is [.., '.' or '!' or '?' or '…' or '。' or '！' or '？'];
}
