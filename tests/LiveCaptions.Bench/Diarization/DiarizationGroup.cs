using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;

namespace LiveCaptions.Bench.Diarization;

/// <summary>How right the labels of one kind of recordings are.</summary>
public sealed record DiarizationGroup
{
    public required string Name { get; init; }

    public required int Recordings { get; init; }

    public required double AudioSeconds { get; init; }

    /// <summary>As viewers see them until the session is finished.</summary>
    public required DiarizationScore Online { get; init; }

    /// <summary>As they are when it is finished.</summary>
    public required DiarizationScore Finished { get; init; }

    /// <summary>The same speech with one label for all.</summary>
    public required DiarizationScore OneLabel { get; init; }

    /// <param name="recordings">At least one.</param>
    public static DiarizationGroup Of(string name, IReadOnlyList<(DiarizationClip Clip, LabelledRecording Made)> recordings) => new()
    {
        Name = name,
        Recordings = recordings.Count,
        AudioSeconds = Math.Round(recordings.Sum(recording => recording.Clip.Audio.Duration), 3),
        Online = Score(recordings, made => (SpeakerTurns.Of(made.Seen), made.Seen)),
        Finished = Score(recordings, made => (made.Turns, made.Finals)),
        OneLabel = Score(recordings, made => (SpeakerTurns.Of(made.OfOneSpeaker), made.OfOneSpeaker)),
    };

    public IEnumerable<FigureRow> ToRows() =>
    [
        FigureRow.Number(Name, AudioSeconds, "s", $"{Recordings} recordings"),
        .. Online.ToRows("  live", Recordings),
        .. Finished.ToRows("  finished", Recordings),
        .. OneLabel.ToRows("  one label", Recordings),
    ];

    private static DiarizationScore Score(
        IReadOnlyList<(DiarizationClip Clip, LabelledRecording Made)> recordings,
        Func<LabelledRecording, (IReadOnlyList<SpeakerTurn> Turns, IReadOnlyList<Cue> Cues)> choose) =>
        DiarizationScore.Of(
            [.. recordings.Select(recording => (recording.Clip, choose(recording.Made).Turns, choose(recording.Made).Cues))]);
}
