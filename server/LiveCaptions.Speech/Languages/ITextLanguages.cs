namespace LiveCaptions.Speech.Languages;

/// <summary>Tells by its words what language a text is in. For one track: not thread-safe.</summary>
public interface ITextLanguages
{
    /// <param name="among">BCP 47; what of these it does not know is never found.</param>
    /// <returns>The likeliest one as it is written there, and how sure that is, 0 to 1; null where nothing can be told.</returns>
    (string Language, double Confidence)? Find(string text, IReadOnlyList<string> among);
}
