namespace LiveCaptions.Speech.Ensemble;

/// <summary>How engines vote on words, as in ROVER (Fiscus 1997).</summary>
public sealed record VoteOptions
{
    /// <summary>0 to 1: how much of an engine's vote depends on how sure it is.</summary>
    public double ConfidenceShare { get; init; } = 0.8;

    /// <summary>0 to 1: how sure an engine counts as where it hears no word and another does.</summary>
    public double NullConfidence { get; init; } = 0.8;

    /// <summary>0 to 1: a word is doubtful where those who say it have less of the vote than this, weighted by how sure they are.</summary>
    public double DoubtBelow { get; init; } = 0.85;
}
