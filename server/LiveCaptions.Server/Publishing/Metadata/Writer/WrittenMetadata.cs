using LiveCaptions.Captions.Metadata;

namespace LiveCaptions.Server.Publishing.Metadata.Writer;

/// <summary>Suggestions that nobody has kept yet.</summary>
/// <param name="Metadata">What the model did not write, or not well, is suggested by word statistics.</param>
/// <param name="Written">Names of those of it that the model wrote; none where it failed.</param>
/// <param name="Why">What was the matter, in one line; null where nothing was.</param>
public sealed record WrittenMetadata(SessionMetadata Metadata, IReadOnlyList<string> Written, string? Why);
