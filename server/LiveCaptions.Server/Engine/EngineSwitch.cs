namespace LiveCaptions.Server.Engine;

/// <summary>Another engine goes on with a session.</summary>
/// <param name="From">Name of the one before; null where none was.</param>
/// <param name="To">Name of the one that goes on.</param>
/// <param name="Why">One sentence for everybody.</param>
/// <param name="IsFallback">Whether another one is more wanted.</param>
public sealed record EngineSwitch(string? From, string To, string Why, bool IsFallback);
