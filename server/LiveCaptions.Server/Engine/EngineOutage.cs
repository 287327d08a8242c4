namespace LiveCaptions.Server.Engine;

/// <summary>An engine that failed and is left alone.</summary>
/// <param name="Reason">A few words behind its name, such as <c>failed three times in a row</c>.</param>
/// <param name="Until">When it is tried again.</param>
public sealed record EngineOutage(string Reason, DateTimeOffset Until);
