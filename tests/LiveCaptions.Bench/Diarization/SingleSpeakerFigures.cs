namespace LiveCaptions.Bench.Diarization;

/// <summary>How many speakers recordings of a single one got.</summary>
public sealed record SingleSpeakerFigures(int Recordings, int One, int None, int Several)
{
    /// <summary>Of recordings that got exactly one speaker.</summary>
    public double Share => Recordings > 0 ? Math.Round(One / (double)Recordings, 4) : 0;

    /// <returns>Null where there are no recordings.</returns>
    public static SingleSpeakerFigures? Of(IReadOnlyList<LabelledRecording> recordings) => recordings.Count == 0
        ? null
        : new(
            recordings.Count, recordings.Count(made => made.Speakers == 1),
            recordings.Count(made => made.Speakers == 0), recordings.Count(made => made.Speakers > 1));
}
