using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Refusals;

/// <summary>Why somebody gets no answer, or is not let in.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Short name for programs.</param>
/// <param name="Detail">One line for people: what, and what to do.</param>
/// <param name="RetryAfter">Seconds after which trying again may help.</param>
public sealed record Refusal(int Status, string Code, string Detail, int? RetryAfter = null)
{
    /// <summary>The server is up, but cannot hear yet.</summary>
    public static Refusal NotReady { get; } = new(
        503, "not_ready", "The speech engine is still loading. Try again in a moment.", RetryAfter: 2);

    /// <summary>The disk or the database takes nothing now.</summary>
    public static Refusal Of(StorageFault fault) => new(fault.Status, fault.Code, fault.Line, RetryAfter: 15);
}
