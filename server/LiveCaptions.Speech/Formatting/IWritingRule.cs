namespace LiveCaptions.Speech.Formatting;

/// <summary>Writes one kind of thing. Holds no state.</summary>
internal interface IWritingRule
{
    /// <returns>What it makes of the phrase's beginning; null where that is nothing of its kind.</returns>
    Written? Match(Phrase phrase);
}
