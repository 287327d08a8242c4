namespace LiveCaptions.Speech.Formatting;

/// <summary>What becomes of words that offend (English).</summary>
public enum ProfanityMode
{
    Keep,

    /// <summary>The first letter stays: <c>f***</c>.</summary>
    Mask,

    Remove,
}
