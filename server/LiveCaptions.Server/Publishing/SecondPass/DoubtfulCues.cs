using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Ensemble;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>Doubtful spans of tracks → the cues that they are in.</summary>
internal static class DoubtfulCues
{
    /// <param name="cues">In order of start.</param>
    /// <returns>By id of the cue; null where one engine alone heard it, as then words' confidences tell.</returns>
    public static IReadOnlyDictionary<string, DoubtfulPlaces>? Of(SessionRow session, HeardSession heard, IReadOnlyList<Cue> cues)
    {
        if (heard.Tracks.Values.All(track => track.Doubts is null))
        {
            return null;
        }

        var places = session.Tracks.Where(track => heard.Tracks.ContainsKey(track.Number))
            .SelectMany(track => (heard.Tracks[track.Number].Doubts ?? []).Select(span => (Place: PlaceOf(span, track), span.Text)))
            .OrderBy(doubt => doubt.Place.Start).ToList();
        var (found, first) = (new Dictionary<string, DoubtfulPlaces>(StringComparer.Ordinal), 0);
        var longest = places.Count == 0 ? 0 : places.Max(doubt => doubt.Place.End - doubt.Place.Start);
        foreach (var cue in cues.Where(cue => !CueTouch.IsWritten(cue)))
        {
            while (first < places.Count && places[first].Place.Start + longest < cue.Start)
            {
                first++;
            }

            found[cue.Id] = new DoubtfulPlaces(
                [.. places.Skip(first).TakeWhile(doubt => doubt.Place.Start < cue.End)
                    .Where(doubt => session.Tracks.Count == 1 || IsOf(cue, doubt.Place, doubt.Text))
                    .Select(doubt => In(cue, doubt.Place)).OfType<DoubtfulPlace>()]);
        }

        return found;
    }

    private static DoubtfulPlace PlaceOf(DoubtfulSpan span, TrackRow track) => new(
        AudioFormat.ToSeconds(span.Start + track.Offset), AudioFormat.ToSeconds(span.End + track.Offset),
        span.Confidence, span.Alternatives);

    /// <summary>Where several tracks speak at once: whether it is this cue's words that are in doubt.</summary>
    private static bool IsOf(Cue cue, DoubtfulPlace place, string text) => CaptionText.Words(text).Any(word =>
        cue.Words?.Any(own => IsIn(own, place.Start, place.End) && WordAlignment.AreSame(own.Text, word)) == true);

    /// <summary>As much of it as is the cue's; what else may be said is for the whole place only.</summary>
    private static DoubtfulPlace? In(Cue cue, DoubtfulPlace place)
    {
        var (start, end) = (Math.Max(place.Start, cue.Start), Math.Min(place.End, cue.End));
        var isWhole = end - start > 0.9 * (place.End - place.Start);
        return end - start <= 0 || cue.Words?.Any(word => IsIn(word, start, end)) != true
            ? null
            : place with { Start = start, End = end, Alternatives = isWhole ? place.Alternatives : [] };
    }

    /// <summary>Whether most of a word is between two seconds.</summary>
    internal static bool IsIn(CueWord word, double start, double end) =>
        (word.Start + word.End) / 2 >= start && (word.Start + word.End) / 2 <= end;
}
