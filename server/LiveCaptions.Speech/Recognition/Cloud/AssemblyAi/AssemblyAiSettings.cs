namespace LiveCaptions.Speech.Recognition.Cloud.AssemblyAi;

/// <summary>How AssemblyAI is asked.</summary>
public sealed record AssemblyAiSettings
{
    public const string DefaultModel = "universal-streaming-english";

    /// <summary>Whether the provider tells speakers apart, too: its labels begin anew with each connection.</summary>
    public bool Diarize { get; init; }

    /// <summary>
    /// Seconds of waiting sound that are sent in a second: the provider ends what is faster than real time. 0 is any number.
    /// </summary>
    public double Pace { get; init; } = 1;

    /// <summary>How long a connection lives; the provider's limit is 3 hours.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Streams at once.</summary>
    public int MaxStreams { get; init; } = 50;

    /// <summary>US dollars for an hour of a connection.</summary>
    public decimal PricePerHour { get; init; }
}
