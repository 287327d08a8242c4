namespace LiveCaptions.Captions.Editing;

/// <summary>What is searched for, and what stands there instead.</summary>
/// <param name="Find">As it is written, or a pattern of .NET.</param>
/// <param name="Replace">As it is written; of a pattern <c>$1</c> is its first group.</param>
public sealed record SearchOptions(string Find, string Replace)
{
    public bool IsPattern { get; init; }

    /// <summary>Whether the case of letters counts.</summary>
    public bool MatchCase { get; init; }

    /// <summary>Whether parts of words are left alone.</summary>
    public bool WholeWords { get; init; }

    /// <summary>Whether what is written instead begins with a capital letter, or is in capitals, where what was found is.</summary>
    public bool KeepCase { get; init; }
}
