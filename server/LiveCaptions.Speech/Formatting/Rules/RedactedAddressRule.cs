namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Hides e-mail and web addresses, spoken or written.</summary>
internal sealed class RedactedAddressRule(bool isEnglish) : IWritingRule
{
    public const string Mark = "[address]";

    public Written? Match(Phrase phrase) => isEnglish && AddressReader.Read(phrase) is { } address ? Written.Redacted(address.Count, Mark)
        : AddressReader.IsWritten(phrase[0]) ? Written.Redacted(1, Mark)
        : null;
}
