using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Bench.Diarization;

/// <summary>
/// Turns against who really spoke when (DER of NIST's Rich Transcription): seconds of voices missed, too many or taken for another,
/// under the best one-to-one naming of labels. Where voices overlap each counts. Nothing counts within the collar around
/// the start and end of a real turn.
/// </summary>
/// <param name="Seconds">Of speech, each voice for itself.</param>
/// <param name="LabelSwitches">How often the label of a voice changed, where one voice speaks and one label is given.</param>
/// <param name="OneVoiceSeconds">How long that was.</param>
public sealed record DiarizationErrorRate(
    double Seconds, double Missed, double FalseAlarm, double Confused, int LabelSwitches, double OneVoiceSeconds, int Voices, int Labels)
{
    /// <summary>Seconds; shorter stretches come from rounding.</summary>
    private const double Nothing = 1e-9;

    public static DiarizationErrorRate None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0);

    public double Rate => Share(Missed + FalseAlarm + Confused);

    public static DiarizationErrorRate operator +(DiarizationErrorRate left, DiarizationErrorRate right) => new(
        left.Seconds + right.Seconds,
        left.Missed + right.Missed,
        left.FalseAlarm + right.FalseAlarm,
        left.Confused + right.Confused,
        left.LabelSwitches + right.LabelSwitches,
        left.OneVoiceSeconds + right.OneVoiceSeconds,
        left.Voices + right.Voices,
        left.Labels + right.Labels);

    /// <param name="collar">Seconds on each side of a real turn's start and end.</param>
    public static DiarizationErrorRate Between(IEnumerable<SpeakerTurn> reference, IEnumerable<SpeakerTurn> found, double collar)
    {
        var (voices, labels) = (new SpeakerTimeline(reference), new SpeakerTimeline(found));
        var stretches = Stretches(voices, labels, collar).ToList();
        var labelOf = BestNaming(voices.Speakers, labels.Speakers, stretches);
        var sum = None with { Voices = voices.Speakers.Count, Labels = labels.Speakers.Count };
        return CountSwitches(stretches.Aggregate(sum, (all, stretch) => all.With(stretch, labelOf)), stretches);
    }

    /// <summary>Of all speech; 0 for nothing of nothing, 1 for something where nobody speaks.</summary>
    public double Share(double seconds) => Seconds > 0 ? Math.Round(seconds / Seconds, 6) : seconds > 0 ? 1 : 0;

    private static IEnumerable<ScoredStretch> Stretches(SpeakerTimeline voices, SpeakerTimeline labels, double collar)
    {
        double[] edges = [.. voices.Edges, .. labels.Edges];
        if (edges.Length == 0)
        {
            yield break;
        }

        var unscored = collar > 0 ? SpeakerTimeline.Merge(voices.Edges.Select(edge => (edge - collar, edge + collar))) : [];
        var (first, last) = (edges.Min(), edges.Max());
        double[] cuts = [.. edges.Concat(unscored.SelectMany(span => new[] { span.Start, span.End })).Distinct().Order()];
        foreach (var (start, end) in cuts.Zip(cuts.Skip(1)))
        {
            var middle = (start + end) / 2;
            if (end - start < Nothing || middle < first || middle >= last || SpeakerTimeline.Holds(unscored, middle))
            {
                continue;
            }

            var stretch = new ScoredStretch(end - start, voices.At(middle), labels.At(middle));
            if (stretch.Voices.Count + stretch.Labels.Count > 0)
            {
                yield return stretch;
            }
        }
    }

    private static Dictionary<string, string> BestNaming(
        IReadOnlyList<string> voices, IReadOnlyList<string> labels, List<ScoredStretch> stretches)
    {
        var together = new double[voices.Count, labels.Count];
        for (var voice = 0; voice < voices.Count; voice++)
        {
            for (var label = 0; label < labels.Count; label++)
            {
                together[voice, label] =
                    stretches.Where(s => s.Voices.Contains(voices[voice]) && s.Labels.Contains(labels[label])).Sum(s => s.Seconds);
            }
        }

        return BestAssignment.Of(together).Select((label, voice) => (label, voice))
            .Where(pair => pair.label >= 0 && together[pair.voice, pair.label] > 0)
            .ToDictionary(pair => voices[pair.voice], pair => labels[pair.label], StringComparer.Ordinal);
    }

    private static DiarizationErrorRate CountSwitches(DiarizationErrorRate sum, List<ScoredStretch> stretches)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stretch in stretches.Where(s => s is { Voices.Count: 1, Labels.Count: 1 }))
        {
            var (voice, label) = (stretch.Voices[0], stretch.Labels[0]);
            var switched = last.GetValueOrDefault(voice, label) != label;
            sum = sum with
            {
                LabelSwitches = sum.LabelSwitches + (switched ? 1 : 0),
                OneVoiceSeconds = sum.OneVoiceSeconds + stretch.Seconds
            };
            last[voice] = label;
        }

        return sum;
    }

    private DiarizationErrorRate With(ScoredStretch stretch, Dictionary<string, string> labelOf)
    {
        var (voices, labels) = (stretch.Voices.Count, stretch.Labels.Count);
        var right = stretch.Voices.Count(voice => labelOf.TryGetValue(voice, out var label) && stretch.Labels.Contains(label));
        return this with
        {
            Seconds = Seconds + (stretch.Seconds * voices),
            Missed = Missed + (stretch.Seconds * Math.Max(0, voices - labels)),
            FalseAlarm = FalseAlarm + (stretch.Seconds * Math.Max(0, labels - voices)),
            Confused = Confused + (stretch.Seconds * (Math.Min(voices, labels) - right)),
        };
    }
}
