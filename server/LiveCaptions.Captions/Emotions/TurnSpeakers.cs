using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Emotions;

/// <summary>Whose turns are: voices may be found to be somebody else's long after a turn was heard.</summary>
public static class TurnSpeakers
{
    /// <param name="voices">Of the track.</param>
    /// <returns>Number of who speaks most of the turn; null where nobody is known to. Positions in samples of the track.</returns>
    public static int? Of(long start, long end, IEnumerable<LabelledPiece> voices) =>
        Of(start, end, voices.Where(p => p.Speaker is not null).Select(p => (p.Piece.Start, p.Piece.End, p.Speaker!.Number)));

    /// <param name="voices">Of the track, each with the number of its speaker.</param>
    /// <returns>Number of who speaks most of the turn; null where nobody is known to. Positions in samples of the track.</returns>
    public static int? Of(long start, long end, IEnumerable<(long Start, long End, int Speaker)> voices) => voices
        .Where(voice => voice.End > start && voice.Start < end)
        .GroupBy(voice => voice.Speaker)
        .OrderByDescending(speaker => speaker.Sum(voice => Math.Min(voice.End, end) - Math.Max(voice.Start, start)))
        .Select(speaker => (int?)speaker.Key)
        .FirstOrDefault();
}
