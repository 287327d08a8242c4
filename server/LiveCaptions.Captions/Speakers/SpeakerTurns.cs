using LiveCaptions.Captions.Cues;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Captions.Speakers;

/// <summary>Who spoke when, as far as cues tell.</summary>
public static class SpeakerTurns
{
    /// <summary>Seconds between two words of one speaker that part two turns.</summary>
    private const double MinGap = 0.6;

    /// <returns>In order of start; turns of different speakers may overlap. Nothing of cues without a speaker.</returns>
    public static IReadOnlyList<SpeakerTurn> Of(IEnumerable<Cue> cues) =>
        Join(cues.Where(cue => cue.Speaker is not null)
            .SelectMany(cue => Spans(cue).Select(span => new SpeakerTurn(span.Start, span.End, cue.Speaker!.Id, cue.Speaker.Label))));

    /// <summary>Who spoke when, as their voices tell, also where no word was recognised.</summary>
    /// <param name="offset">Where the track's first sample lies in the session.</param>
    public static IReadOnlyList<SpeakerTurn> Of(IEnumerable<LabelledPiece> voices, long offset, Func<SpeakerLabel, CueSpeaker> speakers) =>
        Join(voices.Where(voice => voice.Speaker is not null).Select(voice =>
        {
            var speaker = speakers(voice.Speaker!);
            return new SpeakerTurn(
                AudioFormat.ToSeconds(voice.Piece.Start + offset),
                AudioFormat.ToSeconds(voice.Piece.End + offset), speaker.Id, speaker.Label);
        }));

    /// <summary>Stretches of one speaker with next to nothing between them are one turn.</summary>
    public static IReadOnlyList<SpeakerTurn> Join(IEnumerable<SpeakerTurn> stretches) =>
        [.. stretches.GroupBy(turn => turn.SpeakerId, StringComparer.Ordinal).SelectMany(Join).OrderBy(turn => turn.Start)];

    /// <summary>When something is said in a cue: its words, or all of it where it has none.</summary>
    public static IEnumerable<(double Start, double End)> Spans(Cue cue) =>
        cue.Words is { } words ? words.Select(word => (word.Start, word.End)) : cue.Text.Length > 0 ? [(cue.Start, cue.End)] : [];

    private static IEnumerable<SpeakerTurn> Join(IGrouping<string, SpeakerTurn> speaker)
    {
        var label = speaker.Last().Label;
        SpeakerTurn? turn = null;
        foreach (var next in speaker.OrderBy(t => t.Start).ThenBy(t => t.End))
        {
            if (turn is not null && next.Start - turn.End < MinGap)
            {
                turn = turn with { End = Math.Max(turn.End, next.End) };
                continue;
            }

            if (turn is not null)
            {
                yield return turn;
            }

            turn = next with { Label = label };
        }

        if (turn is not null)
        {
            yield return turn;
        }
    }
}
