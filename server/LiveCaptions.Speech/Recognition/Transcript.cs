using System.Text.Json.Serialization;

namespace LiveCaptions.Speech.Recognition;

/// <summary>
/// What an engine believes an utterance says. Interims of one utterance follow each other, then exactly one final;
/// the next utterance starts after that. A final without words withdraws what its interims showed.
/// </summary>
public sealed record Transcript
{
    /// <summary>Number of the utterance in its track; grows by one.</summary>
    public required int Utterance { get; init; }

    public required bool IsFinal { get; init; }

    /// <summary>In order of time; starts never go back, also not across finals of one track.</summary>
    public required IReadOnlyList<Word> Words { get; init; }

    /// <summary>
    /// What is recognised behind a final's words already, as the next utterance's first interim: shown together with the final, as some of
    /// it may have been shown as part of it. Empty where nothing is, and in interims.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Word> Next { get; init; } = [];

    /// <summary><see cref="Next"/> as the interim that it is; null where there is none.</summary>
    [JsonIgnore]
    public Transcript? NextInterim => Next.Count == 0 ? null : new Transcript
    {
        Utterance = Utterance + 1,
        IsFinal = false,
        Words = Next,
        StableWords = 0,
        Language = Language,
        LanguageFrom = LanguageFrom,
        AudioEnd = AudioEnd,
    };

    /// <summary>How many of the leading <see cref="Words"/> will probably stay (all of a final's).</summary>
    public required int StableWords { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>Who says so.</summary>
    [JsonIgnore]
    public LanguageSource LanguageFrom { get; init; }

    /// <summary>
    /// Position up to which the track's audio is behind this transcript. For a final: a pipeline started there again
    /// (recovery) goes on with the next utterance and repeats nothing.
    /// </summary>
    public required long AudioEnd { get; init; }

    /// <summary>A final's pieces of one voice each, where speakers are told apart.</summary>
    public IReadOnlyList<LabelledPiece> Voices { get; init; } = [];

    /// <summary>How a final is said, where that is asked: by speaker's stretch, in order of time.</summary>
    public IReadOnlyList<EmotionTurn> Emotions { get; init; } = [];

    /// <summary>What was heard before a final besides speech, where that is asked; behind all that came with finals before it.</summary>
    public IReadOnlyList<SoundEvent> Sounds { get; init; } = [];

    /// <summary>Pieces of earlier finals that turned out to be somebody else's.</summary>
    [JsonIgnore]
    public IReadOnlyList<PieceChange> Relabelled { get; init; } = [];

    /// <summary>What it was made of; null where nothing was decoded.</summary>
    [JsonIgnore]
    public HeardUtterance? Heard { get; init; }
}
