using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account at Deepgram.</summary>
public sealed class DeepgramOptions : CloudOptions
{
    public override string Address { get; set; } = "https://api.deepgram.com";

    public override int MaxStreams { get; set; } = 50;

    public override decimal PricePerHour { get; set; } = 0.46m;

    /// <summary>Whether the provider tells speakers apart, besides this server.</summary>
    public bool Diarize { get; set; }

    /// <summary>Whether the provider is told not to learn from the sound (<c>mip_opt_out</c>), for a higher price.</summary>
    public bool OptOutOfTraining { get; set; }

    /// <summary>Seconds of waiting sound that are sent in a second; 0 is any number, for a server of one's own.</summary>
    [Range(0, 1_000)]
    public double Pace { get; set; } = 1.25;

    /// <summary>How long a connection lives before another takes over.</summary>
    [Range(1, 1_440)]
    public double SessionMinutes { get; set; } = 60;
}
