namespace LiveCaptions.Server.Storage;

/// <summary>Something that a person changed about a session's finals, in one step. Goes with its session.</summary>
public sealed class EditRow
{
    public required string SessionId { get; init; }

    /// <summary>Of its last message, when it was made: later ones have higher ones.</summary>
    public required long Seq { get; init; }

    /// <summary>
    /// What was done: <c>correct</c>, <c>split</c>, <c>merge</c>, <c>insert</c>, <c>delete</c>, <c>replace</c>, <c>captions</c>.
    /// </summary>
    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the key or token by which it was done, or that nobody needed one.</summary>
    public required string By { get; init; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>As <see cref="By"/>.</summary>
    public string? UndoneBy { get; set; }

    /// <summary>Cues that it changed, made or deleted.</summary>
    public required int Cues { get; init; }

    /// <summary>
    /// What the cues were before it, or, once it is taken back, with it, as JSON; null where that is forgotten:
    /// then it cannot be taken back any more.
    /// </summary>
    public string? Images { get; set; }

    /// <summary>Characters of them.</summary>
    public int Size { get; set; }
}
