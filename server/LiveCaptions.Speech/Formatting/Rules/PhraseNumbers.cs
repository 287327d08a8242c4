namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Numbers in a phrase.</summary>
internal static class PhraseNumbers
{
    public static Quantity? ReadNumber(this Phrase phrase, int from) =>
        NumberReader.Read(phrase.Words, from, joinsAnd: phrase.BareBefore() != "between");
}
