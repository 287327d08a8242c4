using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account at AssemblyAI.</summary>
public sealed class AssemblyAiOptions : CloudOptions
{
    public override string Address { get; set; } = "https://streaming.assemblyai.com";

    public override int MaxStreams { get; set; } = 50;

    public override decimal PricePerHour { get; set; } = 0.15m;

    /// <summary>Whether the provider tells speakers apart, besides this server.</summary>
    public bool Diarize { get; set; }

    /// <summary>
    /// Seconds of waiting sound that are sent in a second; the provider ends what is faster than real time. 0 is any number.
    /// </summary>
    [Range(0, 1_000)]
    public double Pace { get; set; } = 1;

    /// <summary>How long a connection lives before another takes over; the provider ends it after 180.</summary>
    [Range(1, 175)]
    public double SessionMinutes { get; set; } = 120;
}
