namespace LiveCaptions.Speech.Formatting.Rules;

/// <summary>Spoken e-mail and web addresses: <c>john.smith@example.com</c>, <c>www.example.org/news</c>.</summary>
internal sealed class AddressRule : IWritingRule
{
    public Written? Match(Phrase phrase) => AddressReader.Read(phrase) is { } address ? Written.Of(address.Count, address.Text) : null;
}
