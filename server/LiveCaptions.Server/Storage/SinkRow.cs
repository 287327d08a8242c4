namespace LiveCaptions.Server.Storage;

/// <summary>A live sink of a session as it is stored, with what has to survive a restart.</summary>
public sealed class SinkRow
{
    public required string SessionId { get; init; }

    /// <summary>Unique in its session; given by who made it.</summary>
    public required string Id { get; init; }

    public SinkType Type { get; set; }

    /// <summary>
    /// Where captions go; empty where it cannot be decrypted. YouTube's has the key of the broadcast in it: it leaves this
    /// server only as the request itself.
    /// </summary>
    public required string Address { get; set; }

    /// <summary>OBS' password, as it is needed for every connection.</summary>
    public string? Password { get; set; }

    /// <summary>The address as it is stored: encrypted by <see cref="SecretVault"/>.</summary>
    public string SealedAddress { get; set; } = "";

    /// <summary>The password as it is stored: encrypted, too.</summary>
    public string? SealedPassword { get; set; }

    /// <summary>The keys that its secrets were encrypted with are gone: it has to be set up again.</summary>
    public bool IsLost => Address.Length == 0;

    /// <summary>Seconds that the picture is later than the sound we hear.</summary>
    public double Delay { get; set; }

    /// <summary>Whether words are sent that may still change, where the sink can take them back.</summary>
    public bool Interims { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Finals up to this seq were sent or given up.</summary>
    public long AfterSeq { get; set; }

    /// <summary>
    /// Where the last of them begins, seconds from the first sample; null before one. A correction of what
    /// begins up to here is nothing new.
    /// </summary>
    public double? AfterStart { get; set; }

    /// <summary>YouTube's <c>seq</c> of the next new POST.</summary>
    public long NextPost { get; set; } = 1;

    /// <summary>Finals that were taken.</summary>
    public long Sent { get; set; }

    /// <summary>Finals that were refused, or too old when they could be sent.</summary>
    public long Dropped { get; set; }
}
