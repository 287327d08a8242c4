namespace LiveCaptions.Server.Translation;

/// <summary>What is to be translated together.</summary>
/// <param name="From">BCP 47.</param>
/// <param name="To">BCP 47.</param>
/// <param name="Texts">Plain text on one line, each.</param>
/// <param name="Before">What was said just before, for those that can use it.</param>
public sealed record TranslationRequest(string From, string To, IReadOnlyList<string> Texts, IReadOnlyList<string> Before)
{
    /// <summary>Columns of each text's translation that can be read in its time, for those that can heed it; none where nobody
    /// counts.</summary>
    public IReadOnlyList<int> Room { get; init; } = [];

    public int Characters => Texts.Sum(text => text.Length);
}
