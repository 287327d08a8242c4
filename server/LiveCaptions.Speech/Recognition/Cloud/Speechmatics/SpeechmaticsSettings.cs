namespace LiveCaptions.Speech.Recognition.Cloud.Speechmatics;

/// <summary>How Speechmatics is asked.</summary>
public sealed record SpeechmaticsSettings
{
    public const string DefaultModel = "enhanced";

    /// <summary>Whether the provider tells speakers apart, too: its labels begin anew with each connection.</summary>
    public bool Diarize { get; init; }

    /// <summary>How long after it was said a word becomes final at the latest: 0.7 to 4 s. Less costs accuracy.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Seconds of waiting sound that are sent in a second; 0 is any number.</summary>
    public double Pace { get; init; } = 2;

    /// <summary>How long a connection lives; the provider's limit is 48 hours.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Streams at once.</summary>
    public int MaxStreams { get; init; } = 50;

    /// <summary>US dollars for an hour of sound.</summary>
    public decimal PricePerHour { get; init; }
}
