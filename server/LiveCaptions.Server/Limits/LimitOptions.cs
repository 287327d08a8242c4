using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Limits;

/// <summary>
/// How much one client, and all together, may ask for. A client is an address, of IPv6 a /64. The defaults fit some
/// hundred viewers behind one router.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>
    /// Whether this machine's own programs are bound by the limits of all together only. A proxy on this machine whose forwarded headers
    /// are not taken makes everybody one of them.
    /// </summary>
    public bool ExemptLoopback { get; set; } = true;

    /// <summary>
    /// Further addresses and networks, separated by commas, that are bound by the limits of all together only, such as a proxy's:
    /// <c>10.0.0.7, 192.168.0.0/16</c>.
    /// </summary>
    public string Exempt { get; set; } = "";

    /// <summary>TCP connections, of web and RTMP each.</summary>
    [Range(1, 1_000_000)]
    public int ConnectionsPerAddress { get; set; } = 2_000;

    [Range(1, 10_000_000)]
    public int Connections { get; set; } = 20_000;

    /// <summary>Requests; so many at once, too.</summary>
    [Range(1, 10_000_000)]
    public int RequestsPerMinute { get; set; } = 12_000;

    /// <summary>Viewers by SignalR and Server-Sent Events.</summary>
    [Range(1, 1_000_000)]
    public int WatchesPerAddress { get; set; } = 500;

    [Range(1, 1_000_000)]
    public int Watches { get; set; } = 5_000;

    /// <summary>Times that one begins to watch a session, beyond as many at once as may watch.</summary>
    [Range(1, 1_000_000)]
    public int WatchStartsPerMinute { get; set; } = 240;

    /// <summary>Caption files that are on their way.</summary>
    [Range(1, 100_000)]
    public int ExportsPerAddress { get; set; } = 16;

    [Range(1, 100_000)]
    public int Exports { get; set; } = 128;

    /// <summary>Sessions whose quality or metadata somebody waits for.</summary>
    [Range(1, 100_000)]
    public int AnalysesPerAddress { get; set; } = 4;

    [Range(1, 100_000)]
    public int Analyses { get; set; } = 32;

    /// <summary>Uploads that are on their way.</summary>
    [Range(1, 100_000)]
    public int ImportsPerAddress { get; set; } = 8;

    [Range(1, 100_000)]
    public int Imports { get; set; } = 32;

    /// <summary>Sessions and voice profiles that are made.</summary>
    [Range(1, 1_000_000)]
    public int CreationsPerMinute { get; set; } = 120;

    /// <summary>WHIP offers and ingest WebSockets.</summary>
    [Range(1, 1_000_000)]
    public int OffersPerMinute { get; set; } = 240;

    /// <summary>Keys that open nothing; after that even right ones are not looked at for a while, unless they were right before.</summary>
    [Range(1, 1_000_000)]
    public int WrongKeysPerMinute { get; set; } = 30;

    /// <summary>Seconds within which a reader has to take something of what waits for them.</summary>
    [Range(0.1, 3_600)]
    public double StallSeconds { get; set; } = 20;

    /// <summary>Bytes a second that a request's body has to come with, and an answer has to be taken with.</summary>
    [Range(1, 1024 * 1024)]
    public int SlowestBytesPerSecond { get; set; } = 1_024;

    /// <summary>Seconds that a connection may say nothing between two requests, and before the first.</summary>
    [Range(1, 3_600)]
    public double IdleSeconds { get; set; } = 30;

    /// <summary>Seconds within which a request's headers have to be here.</summary>
    [Range(1, 600)]
    public double HeaderSeconds { get; set; } = 10;
}
