using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Emotion;

/// <summary>Words of one final that one speaker says in a row.</summary>
/// <param name="Start">Of the first word, in samples from the track's start.</param>
/// <param name="End">Of the last word.</param>
/// <param name="Speaker">Number of who says them; null where nobody is sure, or asks.</param>
internal sealed record SpeechTurn(long Start, long End, int? Speaker, string Text)
{
    /// <summary>Words that may be anybody's belong to who spoke before.</summary>
    public static IReadOnlyList<SpeechTurn> Of(IReadOnlyList<Word> words)
    {
        var turns = new List<SpeechTurn>();
        foreach (var word in words)
        {
            if (turns.Count > 0 && (word.Speaker is null || turns[^1].Speaker is null || turns[^1].Speaker == word.Speaker.Number))
            {
                var last = turns[^1];
                turns[^1] = last with
                {
                    End = Math.Max(last.End, word.End),
                    Speaker = last.Speaker ?? word.Speaker?.Number,
                    Text = $"{last.Text} {word.Text}"
                };
            }
            else
            {
                turns.Add(new SpeechTurn(word.Start, word.End, word.Speaker?.Number, word.Text));
            }
        }

        return turns;
    }
}
