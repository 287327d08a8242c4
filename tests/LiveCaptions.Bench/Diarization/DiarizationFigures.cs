using System.Globalization;

namespace LiveCaptions.Bench.Diarization;

/// <summary>What <see cref="DiarizationBench"/> found. Times in seconds.</summary>
public sealed record DiarizationFigures : IBenchFigures
{
    /// <summary>All recordings, then each kind.</summary>
    public required IReadOnlyList<DiarizationGroup> Groups { get; init; }

    /// <summary>Only in real time.</summary>
    public required Distribution? FirstLabel { get; init; }

    /// <summary>Voices with words that never came with the label they have in the end.</summary>
    public required int NeverLabelled { get; init; }

    /// <summary>Only in real time.</summary>
    public required Distribution? StableLabel { get; init; }

    /// <summary>Of server, publishers and viewers together.</summary>
    public required double CpuSecondsPerAudioSecond { get; init; }

    /// <summary>The same with speakers not told apart.</summary>
    public required double CpuSecondsPerAudioSecondWithout { get; init; }

    /// <summary>Null where it was not asked for.</summary>
    public required SingleSpeakerFigures? Single { get; init; }

    /// <summary>Highest error rate first.</summary>
    public required IReadOnlyList<ClipDiarization> Clips { get; init; }

    /// <param name="recordings">At least one.</param>
    /// <param name="realTime">Whether arrivals mean anything.</param>
    public static DiarizationFigures Of(
        IReadOnlyList<(DiarizationClip Clip, LabelledRecording Made)> recordings,
        IReadOnlyList<LabelledRecording> single, double cpuSeconds, double cpuSecondsWithout, bool realTime)
    {
        var times = recordings.Select(recording => LabelTimes.Of(recording.Clip, recording.Made)).ToList();
        var kinds = recordings.GroupBy(recording => recording.Clip.Group, StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal);
        var audio = recordings.Sum(recording => recording.Clip.Audio.Duration);
        return new DiarizationFigures
        {
            Groups = [DiarizationGroup.Of("all", recordings), .. kinds.Select(kind => DiarizationGroup.Of(kind.Key, [.. kind]))],
            FirstLabel = realTime ? Distribution.Of(times.SelectMany(time => time.FirstLabel)) : null,
            NeverLabelled = times.Sum(time => time.NeverLabelled),
            StableLabel = realTime ? Distribution.Of(times.SelectMany(time => time.StableLabel)) : null,
            CpuSecondsPerAudioSecond = Math.Round(cpuSeconds / audio, 4),
            CpuSecondsPerAudioSecondWithout = Math.Round(cpuSecondsWithout / audio, 4),
            Single = SingleSpeakerFigures.Of(single),
            Clips = [.. recordings.Select(recording => OfOne(recording.Clip, recording.Made)).OrderByDescending(clip => clip.Der)],
        };
    }

    public IEnumerable<FigureRow> ToRows() =>
    [
        .. Groups.SelectMany(group => group.ToRows()),
        FigureRow.Seconds("first label", FirstLabel, "from a new voice's first word to its first cue with the label it has in the end; "
            + $"{NeverLabelled} voices never; only with --real-time"),
        FigureRow.Seconds(
            "stable label", StableLabel,
            "from a cue's end to when it came with the label that viewers had in the end; only with --real-time"),
        FigureRow.Number("CPU", CpuSecondsPerAudioSecond, "s per audio s", "of the whole process, with publishers and viewers"),
        FigureRow.Number("CPU, without", CpuSecondsPerAudioSecondWithout, "s per audio s", "the same with speakers not told apart"),
        .. SingleRows(),
        .. Clips.Take(10).Select((clip, index) =>
            FigureRow.Percent(index == 0 ? "highest DER" : "", clip.Der, $"{clip.Id}: {clip.Found} speakers found, {clip.Speakers} there")),
    ];

    private static ClipDiarization OfOne(DiarizationClip clip, LabelledRecording made)
    {
        var rate = DiarizationErrorRate.Between(clip.Turns, made.Turns, DiarizationScore.Collar);
        return new ClipDiarization(clip.Audio.Id, rate.Rate, rate.Voices, rate.Labels);
    }

    private IEnumerable<FigureRow> SingleRows() => Single is null
        ? []
        : [FigureRow.Percent("one speaker", Single.Share, string.Create(
            CultureInfo.InvariantCulture,
            $"of {Single.Recordings} recordings of one speaker got exactly one; {Single.None} none, {Single.Several} several"))];
}
