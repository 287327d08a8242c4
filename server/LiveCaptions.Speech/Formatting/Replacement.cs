namespace LiveCaptions.Speech.Formatting;

/// <summary>Whole words that are written as somebody wants them, letter by letter.</summary>
/// <param name="Find">A word or several in a row; punctuation around them does not count.</param>
/// <param name="Write">What stands there instead; nothing takes the words out.</param>
public sealed record Replacement(string Find, string Write)
{
    /// <summary>Whether the case of letters counts.</summary>
    public bool MatchCase { get; init; }
}
