namespace LiveCaptions.Server.Storage;

/// <summary>A final cue as it is stored.</summary>
public sealed class FinalRow
{
    /// <summary>Stands for no translation.</summary>
    public const string AsSaid = "";

    public required string SessionId { get; init; }

    public required string CueId { get; init; }

    /// <summary>BCP 47 of a translation; empty for what was said, in whatever language.</summary>
    public string Language { get; init; } = AsSaid;

    public CaptionVersion Version { get; init; }

    /// <summary>Of its version.</summary>
    public required long Seq { get; set; }

    /// <summary>Seconds from the session's first sample.</summary>
    public required double Start { get; set; }

    public required double End { get; set; }

    /// <summary>A person deleted it: who had it is to be told, to others it was never there.</summary>
    public bool Deleted { get; set; }

    /// <summary>
    /// What a person should look at, as <see cref="DoubtfulPlaces"/>: of what several engines heard. Null where nobody knows, and once a
    /// person changed it.
    /// </summary>
    public string? Review { get; set; }

    /// <summary>The cue as viewers get it.</summary>
    public required string Json { get; set; }
}
