using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Clients;

namespace LiveCaptions.Bench.Diarization;

/// <summary>How soon a viewer of a recording knew who speaks, in seconds. Pure: from the messages and their arrival.</summary>
public sealed record LabelTimes
{
    /// <summary>Of each voice: from its first word to the first cue of it with the label that most of its words have in the end.</summary>
    public required IReadOnlyList<double> FirstLabel { get; init; }

    /// <summary>Voices with words, of which no cue came with that label, or whose words have none.</summary>
    public required int NeverLabelled { get; init; }

    /// <summary>
    /// Of each final cue with a label: from its last word's end until it came with that label and kept it; 0 where it had it before.
    /// </summary>
    public required IReadOnlyList<double> StableLabel { get; init; }

    public static LabelTimes Of(DiarizationClip clip, LabelledRecording recording)
    {
        var voices = new SpeakerTimeline(clip.Turns);
        var spoken = voices.Speakers.Where(voice => recording.Finals.Any(cue => IsHeard(voice, voices, cue))).ToList();
        var first = spoken.ConvertAll(voice => UntilLabelled(voice, voices, recording));
        return new LabelTimes
        {
            FirstLabel = [.. first.OfType<double>()],
            NeverLabelled = first.Count(time => time is null),
            StableLabel =
                [.. recording.Arrivals.GroupBy(arrival => arrival.Cue.Id, StringComparer.Ordinal).Select(UntilStable).OfType<double>()],
        };
    }

    /// <returns>Null where it never came to that.</returns>
    private static double? UntilLabelled(string voice, SpeakerTimeline voices, LabelledRecording recording)
    {
        var words =
            recording.Finals.SelectMany(cue => WordsOf(voice, voices, cue).Select(word => (word.Start, Label: cue.Speaker?.Id))).ToList();
        var label = words.GroupBy(word => word.Label, StringComparer.Ordinal).MaxBy(labelled => labelled.Count())!.Key;
        return label is not null
            && recording.Arrivals.FirstOrDefault(a => a.Cue.Speaker?.Id == label && IsHeard(voice, voices, a.Cue)) is { } first
            ? first.At - words.Min(word => word.Start)
            : null;
    }

    private static bool IsHeard(string voice, SpeakerTimeline voices, Cue cue) => WordsOf(voice, voices, cue).Any();

    /// <summary>Those in whose middle the voice speaks and no other does.</summary>
    private static IEnumerable<(double Start, double End)> WordsOf(string voice, SpeakerTimeline voices, Cue cue) =>
        SpeakerTurns.Spans(cue).Where(word => voices.At((word.Start + word.End) / 2) is [var only] && only == voice);

    /// <returns>Null where it has no label in the end.</returns>
    private static double? UntilStable(IEnumerable<CueArrival> revisions)
    {
        var newestFirst = revisions.Reverse().ToList();
        var last = newestFirst[0].Cue;
        return last is { Kind: CueKind.Final, Speaker.Id: { } label } && SpeakerTurns.Spans(last).LastOrDefault() is { End: > 0 } word
            ? Math.Max(0, newestFirst.TakeWhile(arrival => arrival.Cue.Speaker?.Id == label).Last().At - word.End)
            : null;
    }
}
