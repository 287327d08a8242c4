using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Storage;

/// <summary>What one transcript of a track brings, to be stored together.</summary>
public sealed record FinalBatch(string SessionId, int Track)
{
    /// <summary>Sample of the track up to which nothing is left to recognise; null leaves it.</summary>
    public long? TranscribedUntil { get; init; }

    /// <summary>At least the last seq given out.</summary>
    public long SeqReserved { get; init; }

    /// <summary>Audio of the session that is lost so far, in samples.</summary>
    public long LostSamples { get; init; }

    public IReadOnlyList<Cue> Finals { get; init; } = [];

    /// <summary>Earlier finals with another speaker.</summary>
    public IReadOnlyList<Cue> Replaced { get; init; } = [];

    /// <summary>Those finals' translations, which are said by whoever says these.</summary>
    public IReadOnlyList<Cue> Translations { get; init; } = [];

    /// <summary>Speakers that are heard for the first time.</summary>
    public IReadOnlyList<KnownSpeaker> Speakers { get; init; } = [];

    /// <summary>Names the space of the voices.</summary>
    public string VoiceSpace { get; init; } = "";

    public IReadOnlyList<LabelledPiece> Voices { get; init; } = [];

    /// <summary>How the track's speakers say it.</summary>
    public IReadOnlyList<EmotionTurn> Emotions { get; init; } = [];

    /// <summary>Earlier pieces with another speaker.</summary>
    public IReadOnlyList<PieceChange> Relabelled { get; init; } = [];
}
