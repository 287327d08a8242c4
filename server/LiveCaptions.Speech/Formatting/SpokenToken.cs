using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Speech.Formatting;

/// <summary>A word on its way through the rules: taken apart into punctuation and what it surrounds.</summary>
internal sealed record SpokenToken
{
    /// <summary>Punctuation before it.</summary>
    public string Lead { get; init; } = "";

    /// <summary>The word without punctuation around it.</summary>
    public required string Core { get; init; }

    /// <summary>Punctuation behind it.</summary>
    public string Trail { get; init; } = "";

    /// <summary>What rules compare: small letters; empty once a rule has written it.</summary>
    public required string Bare { get; init; }

    public required long Start { get; init; }

    public required long End { get; init; }

    public required float Confidence { get; init; }

    public SpeakerLabel? Speaker { get; init; }

    /// <summary>As it came, with all words that went into it; empty for what belongs to the token before it.</summary>
    public required string Spoken { get; init; }

    /// <summary>Continues the word of the token before it: <c>five</c> of <c>twenty-five</c>.</summary>
    public bool IsGlued { get; init; }

    /// <summary>Number of the stretch of one speaker without a long pause: rules do not look beyond it.</summary>
    public required int Stretch { get; init; }

    /// <summary>Index of the last word that had to be known to decide that it, and all before it, is as it is; <see cref="int.MaxValue"/>
    /// where that is still to come.</summary>
    public required int Seen { get; init; }

    public string Text => Lead + Core + Trail;

    /// <summary>Whether it has digits.</summary>
    public bool IsNumber => Core.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    /// <summary>Whether its word begins with a capital letter.</summary>
    public bool IsCapital => Core.Length > 0 && char.IsUpper(Core[0]);
}
