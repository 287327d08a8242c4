namespace LiveCaptions.Captions.Metadata;

/// <summary>A word, or up to three in a row, that a text is about.</summary>
/// <param name="Stem">Its words' stems, parted by spaces.</param>
/// <param name="Text">As it stands there most often.</param>
/// <param name="Count">How often it is said.</param>
/// <param name="Weight">Higher is more telling.</param>
internal sealed record KeyPhrase(string Stem, string Text, int Count, double Weight);
