namespace LiveCaptions.Server.Api;

/// <param name="Ids">Two cues at least, in any order; the earliest keeps its id.</param>
public sealed record MergeCuesRequest(IReadOnlyList<string>? Ids);
