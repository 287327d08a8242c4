namespace LiveCaptions.Speech.Recognition;

/// <summary>What is known of a kind of engine before one is loaded.</summary>
/// <param name="Name">As it is asked for; what is in capitals is to be filled in, such as <c>whisper:FILE-OR-NAME</c>.</param>
/// <param name="Text">What it is, in a few words.</param>
public sealed record EngineDescription(string Name, string Text)
{
    /// <summary>BCP 47 primary tags; empty where the model that is named decides.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public EngineCapabilities Capabilities { get; init; } = new();

    /// <summary>Whether <c>auto</c> may come to it: it takes the first of the catalog's that the machine is large enough for.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>US dollars for an hour of audio; 0 for what runs on this machine.</summary>
    public decimal PricePerHour { get; init; }
}
