namespace LiveCaptions.Speech.Formatting;

/// <summary>What is not shown.</summary>
[Flags]
public enum RedactedKinds
{
    None = 0,

    /// <summary>Whatever has digits in it, and number words (English).</summary>
    Numbers = 1,

    /// <summary>E-mail and web addresses, spoken (English) or written.</summary>
    Addresses = 2,
}
