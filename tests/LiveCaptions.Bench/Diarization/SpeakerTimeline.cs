using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Bench.Diarization;

/// <summary>Who speaks at a moment, by turns; those of one speaker that touch or overlap are one.</summary>
internal sealed class SpeakerTimeline
{
    /// <summary>Seconds; turns closer than this touch.</summary>
    private const double Nothing = 1e-9;

    private readonly List<(string Speaker, List<(double Start, double End)> Spans)> _speakers;

    public SpeakerTimeline(IEnumerable<SpeakerTurn> turns) =>
        _speakers = [.. turns.GroupBy(turn => turn.SpeakerId, StringComparer.Ordinal).OrderBy(s => s.Key, StringComparer.Ordinal)
            .Select(speaker => (speaker.Key, Merge(speaker.Select(turn => (turn.Start, turn.End)))))];

    /// <summary>In a fixed order.</summary>
    public IReadOnlyList<string> Speakers => [.. _speakers.Select(speaker => speaker.Speaker)];

    /// <summary>Where somebody begins or ends to speak, in seconds.</summary>
    public IEnumerable<double> Edges => _speakers.SelectMany(speaker => speaker.Spans).SelectMany(span => new[] { span.Start, span.End });

    public IReadOnlyList<string> At(double seconds) =>
        [.. _speakers.Where(speaker => Holds(speaker.Spans, seconds)).Select(speaker => speaker.Speaker)];

    /// <summary>Spans that touch or overlap as one, in order; empty ones go.</summary>
    public static List<(double Start, double End)> Merge(IEnumerable<(double Start, double End)> spans)
    {
        var merged = new List<(double Start, double End)>();
        foreach (var span in spans.Order())
        {
            if (merged.Count > 0 && span.Start <= merged[^1].End + Nothing)
            {
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, span.End));
            }
            else if (span.End > span.Start)
            {
                merged.Add(span);
            }
        }

        return merged;
    }

    public static bool Holds(List<(double Start, double End)> spans, double seconds) =>
        spans.Exists(span => span.Start <= seconds && seconds < span.End);
}
