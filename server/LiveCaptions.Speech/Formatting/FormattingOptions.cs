namespace LiveCaptions.Speech.Formatting;

/// <summary>How words are written. As it is, nothing is changed.</summary>
public sealed record FormattingOptions
{
    /// <summary>What is written as one writes it, where it is spoken in English.</summary>
    public WrittenKinds Kinds { get; init; }

    /// <summary>Whether <c>um</c>, <c>uh</c> and the like go (English).</summary>
    public bool RemovesFillers { get; init; }

    public ProfanityMode Profanity { get; init; }

    /// <summary>At each place the one of most words that fits is taken, of those the first.</summary>
    public IReadOnlyList<Replacement> Replacements { get; init; } = [];

    public RedactedKinds Redacted { get; init; }

    /// <summary>Words, or several in a row, that are never shown.</summary>
    public IReadOnlyList<string> RedactedWords { get; init; } = [];

    /// <summary>Whether something must not be seen, whatever happens.</summary>
    public bool Redacts => Redacted != RedactedKinds.None || RedactedWords.Count > 0;
}
