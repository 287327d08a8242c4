namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>What a connection is asked for.</summary>
/// <param name="Language">BCP 47; null leaves it to the provider.</param>
/// <param name="Keyterms">The most wanted first.</param>
internal sealed record CloudRequest(string? Language, IReadOnlyList<string> Keyterms, bool Interims)
{
    /// <summary>What may be spoken where no <see cref="Language"/> is named, BCP 47; empty for anything.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];

    /// <summary>How long handshake and greeting may take together; null as long as the provider's other answers, each.</summary>
    public TimeSpan? ReadyWithin { get; init; }

    /// <summary>The one that is spoken, or those that may be; empty where nobody knows.</summary>
    public IReadOnlyList<string> Expected => Language is { } one ? [one] : Allowed;
}
