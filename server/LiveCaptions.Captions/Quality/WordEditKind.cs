namespace LiveCaptions.Captions.Quality;

/// <summary>What becomes of a word of the reference, or where one of the hypothesis comes from.</summary>
public enum WordEditKind
{
    Same,

    /// <summary>Another word stands in its place.</summary>
    Substitution,

    /// <summary>It is missing.</summary>
    Deletion,

    /// <summary>A word that the reference has not.</summary>
    Insertion,
}
