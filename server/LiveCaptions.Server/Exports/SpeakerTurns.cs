using LiveCaptions.Server.Captions;

namespace LiveCaptions.Server.Exports;

/// <summary>Who spoke when, as far as cues tell.</summary>
public static class SpeakerTurns
{
    /// <summary>Seconds between two words of one speaker that part two turns.</summary>
    private const double MinGap = 0.6;

    /// <returns>In order of start; turns of different speakers may overlap. Nothing of cues without a speaker.</returns>
    public static IReadOnlyList<SpeakerTurn> Of(IEnumerable<Cue> cues) =>
        [.. cues.Where(cue => cue.Speaker is not null).GroupBy(cue => cue.Speaker!.Id, StringComparer.Ordinal).SelectMany(Join).OrderBy(turn => turn.Start)];

    /// <summary>When something is said in a cue: its words, or all of it where it has none.</summary>
    public static IEnumerable<(double Start, double End)> Spans(Cue cue) =>
        cue.Words is { } words ? words.Select(word => (word.Start, word.End)) : cue.Text.Length > 0 ? [(cue.Start, cue.End)] : [];

    private static IEnumerable<SpeakerTurn> Join(IGrouping<string, Cue> speaker)
    {
        var label = speaker.Last().Speaker!.Label;
        SpeakerTurn? turn = null;
        foreach (var (start, end) in speaker.SelectMany(Spans).Order())
        {
            if (turn is not null && start - turn.End < MinGap)
            {
                turn = turn with { End = Math.Max(turn.End, end) };
                continue;
            }

            if (turn is not null)
            {
                yield return turn;
            }

            turn = new SpeakerTurn(start, end, speaker.Key, label);
        }

        if (turn is not null)
        {
            yield return turn;
        }
    }
}
