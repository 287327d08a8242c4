using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Emotions;
using LiveCaptions.Captions.Text;

namespace LiveCaptions.Captions.Metadata;

/// <summary>Finds the moments of a session that are worth looking at.</summary>
internal static class Highlights
{
    private const int MostOfAKind = 5;
    private const int LongestText = 200;

    /// <param name="telling">Sentences that say most.</param>
    /// <returns>In order of time.</returns>
    public static IReadOnlyList<Highlight> Of(
        IReadOnlyList<Cue> cues, IReadOnlyList<EmotionPoint> emotions, IReadOnlyList<Sentence> sentences, IReadOnlyList<Sentence> telling)
    {
        var excited = EmotionReport.Of(emotions).Moments
            .Where(moment => moment.Kind != EmotionMomentKind.SuddenChange || moment.Arousal > 0)
            .OrderByDescending(moment => moment.Arousal)
            .Select(moment => new Highlight(
                HighlightKind.Excitement, moment.Start, moment.End, TextAt(sentences, moment.Start, moment.End)))
            .DistinctBy(highlight => highlight.Start);
        var heard = cues.Where(SoundCue.Is).OrderByDescending(cue => cue.End - cue.Start)
            .Select(cue => new Highlight(HighlightKind.Sound, cue.Start, cue.End, cue.Text));
        var said = telling.Select(sentence => new Highlight(HighlightKind.KeyTerms, sentence.Start, sentence.End, Cut(sentence.Text)));
        return
        [
            .. excited.Take(MostOfAKind).Concat(heard.Take(MostOfAKind)).Concat(said.Take(MostOfAKind))
                .OrderBy(highlight => highlight.Start).ThenBy(highlight => highlight.Kind)
        ];
    }

    private static string TextAt(IReadOnlyList<Sentence> sentences, double start, double end) =>
        Cut(string.Join(' ', sentences.Where(sentence => sentence.Start < end && sentence.End > start).Select(sentence => sentence.Text)));

    private static string Cut(string text) => text.Length <= LongestText ? text : $"{CaptionText.Cut(text, LongestText).TrimEnd()}…";
}
