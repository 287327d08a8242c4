namespace LiveCaptions.Media.Codecs;

/// <summary>What to take of a file that has several tracks of sound.</summary>
/// <param name="Track">Its number, from 1; null takes the file's default one, or else its first, of those in the language
/// where there are such.</param>
/// <param name="Language">BCP 47; null where it is not known.</param>
public sealed record MediaChoice(int? Track = null, string? Language = null)
{
    /// <summary>As the file has it.</summary>
    public static MediaChoice Default { get; } = new();
}
