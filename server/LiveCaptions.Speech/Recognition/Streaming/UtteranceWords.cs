namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>A hypothesis's words on the track's time line.</summary>
internal static class UtteranceWords
{
    /// <summary>Only the words of this utterance's side of a cut; starts ascending, ends not before starts.</summary>
    public static IReadOnlyList<Word> Of(Utterance utterance, Hypothesis hypothesis)
    {
        var words = new List<Word>(hypothesis.Words.Count);
        var earliest = utterance.KeepFrom;
        foreach (var word in hypothesis.Words)
        {
            var middle = utterance.Start + ((word.Start + word.End) / 2);
            if (middle < utterance.KeepFrom || middle >= utterance.KeepTo)
            {
                continue;
            }

            var start = Math.Max(earliest, utterance.Start + word.Start);
            words.Add(word with { Start = start, End = Math.Min(utterance.KeepTo, Math.Max(start, utterance.Start + word.End)) });
            earliest = start;
        }

        return words;
    }
}
