using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account at Speechmatics.</summary>
public sealed class SpeechmaticsOptions : CloudOptions
{
    public override string Address { get; set; } = "https://eu.rt.speechmatics.com";

    public override int MaxStreams { get; set; } = 50;

    public override decimal PricePerHour { get; set; } = 0.24m;

    /// <summary>Whether the provider tells speakers apart, besides this server.</summary>
    public bool Diarize { get; set; }

    /// <summary>How long after it was said a word becomes final at the latest.</summary>
    [Range(0.7, 4)]
    public double MaxDelaySeconds { get; set; } = 2;

    /// <summary>Seconds of waiting sound that are sent in a second; 0 is any number.</summary>
    [Range(0, 1_000)]
    public double Pace { get; set; } = 2;

    /// <summary>How long a connection lives before another takes over; the provider ends it after 48 hours.</summary>
    [Range(1, 2_800)]
    public double SessionMinutes { get; set; } = 240;
}
