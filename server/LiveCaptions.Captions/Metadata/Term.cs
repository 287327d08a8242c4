namespace LiveCaptions.Captions.Metadata;

/// <summary>A word that says something of what a text is about.</summary>
/// <param name="Stem">What its forms have in common.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="Place">Its number among the words of its sentence: of neighbours a phrase may be made.</param>
/// <param name="IsName">It has a capital in mid-sentence.</param>
internal sealed record Term(string Stem, string Text, int Place, bool IsName);
