namespace LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

/// <summary>How Google's Speech-to-Text is asked.</summary>
public sealed record GoogleSpeechSettings : CloudSettings
{
    public const string DefaultModel = "chirp_2";

    /// <summary>The provider ends a stream after five minutes.</summary>
    public GoogleSpeechSettings() => Session = TimeSpan.FromMinutes(4.5);

    /// <summary>The project that pays; null where the account tells it.</summary>
    public string? Project { get; init; }

    /// <summary>The region, as in the address; <c>global</c> is none.</summary>
    public string Location { get; init; } = "us-central1";

    /// <summary>
    /// As the provider calls them, where nobody names a language: it tells which of several is spoken; <c>auto</c> is any.
    /// </summary>
    public IReadOnlyList<string> Languages { get; init; } = ["en-US"];

    /// <summary>
    /// Whether a connection ends where somebody stops speaking, so that words are final at once: the next one hears three seconds again,
    /// which are paid for.
    /// </summary>
    public bool EndsAtPauses { get; init; }

    /// <summary>Who tells tokens; null where a key or nothing is needed.</summary>
    public IGoogleAccount? Account { get; init; }
}
