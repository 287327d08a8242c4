namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>How a provider that is streamed to is asked.</summary>
public record CloudSettings
{
    /// <summary>Seconds of waiting sound that are sent in a second; 0 is any number.</summary>
    public double Pace { get; init; } = 1.25;

    /// <summary>How long a connection lives.</summary>
    public TimeSpan Session { get; init; } = TimeSpan.FromMinutes(50);

    /// <summary>Streams at once.</summary>
    public int MaxStreams { get; init; } = 50;

    /// <summary>US dollars for an hour of sound.</summary>
    public decimal PricePerHour { get; init; }
}
