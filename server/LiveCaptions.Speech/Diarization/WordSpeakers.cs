using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Diarization;

/// <summary>From pieces of one voice to words.</summary>
public static class WordSpeakers
{
    /// <summary>
    /// A word is said by the voice in whose piece its middle lies, or by the nearest one: the pieces leave out what is hardly voiced.
    /// </summary>
    public static IReadOnlyList<Word> Of(IReadOnlyList<Word> words, IReadOnlyList<LabelledPiece> pieces) =>
        pieces.Count == 0
            ? words
            : [.. words.Select(word => word with { Speaker = pieces.MinBy(p => Distance(p.Piece, (word.Start + word.End) / 2))!.Speaker })];

    /// <summary>Who says most of the words; null where nobody is sure about any.</summary>
    public static SpeakerLabel? Most(IReadOnlyList<Word> words)
    {
        var most = words.Where(w => w.Speaker is not null).GroupBy(w => w.Speaker!.Number).MaxBy(group => group.Count());
        return most is null ? null : new SpeakerLabel(most.Key, most.Average(w => w.Speaker!.Confidence));
    }

    private static long Distance(VoicePiece piece, long position) =>
        position < piece.Start ? piece.Start - position : Math.Max(0, position - piece.End);
}
