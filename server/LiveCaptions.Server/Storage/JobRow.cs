namespace LiveCaptions.Server.Storage;

/// <summary>A piece of work that survives its server.</summary>
public sealed class JobRow
{
    /// <summary>Given by the database, in the order they were added.</summary>
    public long Id { get; init; }

    /// <summary>Name of the kind that does it.</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about. Of one kind and key there is only one job that is not over.</summary>
    public required string Key { get; init; }

    /// <summary>The session that it belongs to, with which it is deleted; null where there is none.</summary>
    public string? SessionId { get; init; }

    /// <summary>What the kind has to know, as JSON. Holds no secret.</summary>
    public string Payload { get; init; } = "{}";

    /// <summary>Lower ones go first.</summary>
    public int Priority { get; init; }

    public JobState State { get; set; }

    /// <summary>How often it was begun; not counted is what a stopping server gave back.</summary>
    public int Attempts { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>It is not begun earlier.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Name of the server that does it.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>From then on another server may take it.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Why it waits, or what came of it, in one line.</summary>
    public string? Message { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
