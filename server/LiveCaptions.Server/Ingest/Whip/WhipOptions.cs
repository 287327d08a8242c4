using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Ingest.Whip;

/// <summary>How publishers come in by WHIP.</summary>
public sealed class WhipOptions
{
    /// <summary>UDP port of all publishers; null takes the number of the web server's port, so that there is one number to open.</summary>
    [Range(0, 65_535)]
    public int? Port { get; set; }

    /// <summary>
    /// IP addresses that publishers are told, separated by commas; empty takes those that the web server listens on. Behind a 1:1 NAT,
    /// as in clouds: the public address, or <c>public=local</c> where the machine has several.
    /// </summary>
    public string Addresses { get; set; } = "";

    /// <summary>Takes video too, and drops it: for encoders that give up without.</summary>
    public bool AcceptVideo { get; set; }

    /// <summary>Bits per second that encoders are asked for at most.</summary>
    [Range(6_000, 510_000)]
    public int AudioBitrate { get; set; } = 32_000;

    /// <summary>Largest session description in bytes.</summary>
    [Range(1_024, 1024 * 1024)]
    public int MaxOfferBytes { get; set; } = 64 * 1024;

    /// <summary>Seconds within which a publisher has to get through by UDP.</summary>
    [Range(0.1, 60)]
    public double ConnectSeconds { get; set; } = 10;

    /// <summary>
    /// Seconds without anything authentic from a publisher, after which it counts as gone; the session's grace time begins then.
    /// </summary>
    [Range(0.1, 600)]
    public double VanishSeconds { get; set; } = 10;

    /// <summary>Seconds that <c>DELETE</c> waits for the last finals.</summary>
    [Range(0, 60)]
    public double DeleteWaitSeconds { get; set; } = 5;
}
