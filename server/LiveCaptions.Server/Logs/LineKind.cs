namespace LiveCaptions.Server.Logs;

/// <summary>Lines that say the same of different things.</summary>
/// <param name="Category">Who logs.</param>
/// <param name="Event">Name or number of what is logged.</param>
internal readonly record struct LineKind(string Category, string Event);
