using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Recognition.Cloud;

namespace LiveCaptions.Server.Cloud;

/// <summary>What the settings of providers that are streamed to have in common.</summary>
public abstract class StreamingOptions : CloudOptions
{
    public override int MaxStreams { get; set; } = 20;

    /// <summary>Seconds of waiting sound that are sent in a second; 0 is any number.</summary>
    [Range(0, 1_000)]
    public double Pace { get; set; } = 1.25;

    /// <summary>How long a connection lives before another takes over.</summary>
    public abstract double SessionMinutes { get; set; }

    internal CloudSettings Settings => new()
    {
        Pace = Pace,
        Session = TimeSpan.FromMinutes(SessionMinutes),
        MaxStreams = MaxStreams,
        PricePerHour = PricePerHour,
    };
}
