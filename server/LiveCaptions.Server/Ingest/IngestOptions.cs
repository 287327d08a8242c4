using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Ingest;

/// <summary>What publishers may do.</summary>
public sealed class IngestOptions
{
    /// <summary>Largest WebSocket message in bytes; more than that is never held in memory.</summary>
    [Range(1_024, 64 * 1024 * 1024)]
    public int MaxMessageBytes { get; set; } = 1024 * 1024;

    /// <summary>Seconds without audio or keepAlive after which a connection is closed.</summary>
    [Range(0.1, 3_600)]
    public double IdleSeconds { get; set; } = 30;

    /// <summary>Seconds between acknowledgements.</summary>
    [Range(0.05, 60)]
    public double AckSeconds { get; set; } = 1;

    /// <summary>
    /// Seconds by which a publisher's audio may be ahead of the time it takes to say it: who sends faster is taken from at that pace
    /// then. Imports are not bound by it.
    /// </summary>
    [Range(1, 86_400)]
    public double MaxAheadSeconds { get; set; } = 60;

    /// <summary>Seconds without any sign of a publisher after which another connection with the right key takes its track over.</summary>
    [Range(0, 3_600)]
    public double TakeoverSeconds { get; set; } = 3;
}
