namespace LiveCaptions.Speech.Recognition.Cloud.Deepgram;

/// <summary>How Deepgram is asked.</summary>
public sealed record DeepgramSettings
{
    public const string DefaultModel = "nova-3";

    /// <summary>Whether the provider tells speakers apart, too: its numbers begin anew with each connection.</summary>
    public bool Diarize { get; init; }

    /// <summary>Whether the provider is told not to learn from the sound; it asks a higher price then.</summary>
    public bool OptOutOfTraining { get; init; }

    /// <summary>Seconds of waiting sound that are sent in a second; 0 is any number.</summary>
    public double Pace { get; init; } = 1.25;

    /// <summary>How long a connection lives.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Streams at once.</summary>
    public int MaxStreams { get; init; } = 50;

    /// <summary>US dollars for an hour of sound.</summary>
    public decimal PricePerHour { get; init; }
}
