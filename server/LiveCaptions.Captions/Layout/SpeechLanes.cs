using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Captions.Layout;

/// <summary>
/// Who can be shown at the same time as others: each track with a name is a lane, all other speech another. While nobody speaks into
/// somebody else's words one lane does for all, so that cues never overlap.
/// </summary>
internal static class SpeechLanes
{
    /// <returns>The finals of each lane.</returns>
    public static IReadOnlyList<IReadOnlyList<Cue>> Of(IReadOnlyList<Cue> finals)
    {
        var lanes = finals.GroupBy(LaneOf, StringComparer.Ordinal).Select(lane => (IReadOnlyList<Cue>)[.. lane]).ToList();
        return lanes.Count > 1 && AreSimultaneous(lanes) ? lanes : [finals];
    }

    /// <summary>Counts the turns of a lane's words: a new one begins where somebody else says a whole cue between two words.</summary>
    /// <param name="others">Finals of the other lanes.</param>
    public static List<PublishedWord> CountTurns(List<PublishedWord> words, IEnumerable<Cue> others)
    {
        var spans = others.Select(SpanOf).OrderBy(span => span.Start).ToList();
        var counted = new List<PublishedWord>(words.Count);
        var (turn, span) = (0, 0);
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0)
            {
                for (; span < spans.Count && spans[span].Start < words[i - 1].End; span++)
                {
                }

                turn += spans.Skip(span).TakeWhile(other => other.Start < words[i].Start).Any(other => other.End <= words[i].Start) ? 1 : 0;
            }

            counted.Add(words[i] with { Turn = words[i].Turn + turn });
        }

        return counted;
    }

    private static string LaneOf(Cue cue) => cue.Speaker is { } speaker && CueSpeaker.IsOfTrack(speaker.Id) ? speaker.Id : "";

    private static bool AreSimultaneous(List<IReadOnlyList<Cue>> lanes)
    {
        var ends = new double[lanes.Count];
        var words = lanes.SelectMany((lane, i) =>
            lane.SelectMany(cue => cue.Words ?? [new CueWord(cue.Text, cue.Start, cue.End, 1)]).Select(word => (Lane: i, Word: word)));
        foreach (var (lane, word) in words.OrderBy(said => said.Word.Start))
        {
            if (ends.Index().Any(other => other.Index != lane && other.Item > word.Start))
            {
                return true;
            }

            ends[lane] = Math.Max(ends[lane], word.End);
        }

        return false;
    }

    /// <summary>In milliseconds.</summary>
    private static (double Start, double End) SpanOf(Cue cue) => cue.Words is { Count: > 0 } words
        ? (words[0].Start * 1000, words[^1].End * 1000)
        : (cue.Start * 1000, cue.End * 1000);
}
