namespace LiveCaptions.Server.Storage;

/// <summary>What a person wrote of a session's chapters and the like. Goes with its session.</summary>
public sealed class MetadataRow
{
    public required string SessionId { get; init; }

    /// <summary>As JSON; what is not in it, nobody wrote.</summary>
    public required string Json { get; set; }

    public required DateTimeOffset At { get; set; }
}
