namespace LiveCaptions.Server.Storage;

/// <summary>
/// A call that units are put aside for: it is under way, or the server died meanwhile and nobody knows whether it was made.
/// </summary>
public sealed class QuotaCallRow
{
    public long Id { get; init; }

    public required string Project { get; init; }

    public required string Day { get; init; }

    /// <summary>Such as <c>captions.insert</c>.</summary>
    public required string Call { get; init; }

    public int Units { get; init; }

    public DateTimeOffset At { get; init; }
}
