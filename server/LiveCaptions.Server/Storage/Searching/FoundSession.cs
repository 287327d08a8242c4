using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Server.Storage.Searching;

/// <summary>A session in whose title or transcript all terms are.</summary>
/// <param name="Count">Finals that have them.</param>
/// <param name="First">The first of those, in order of time.</param>
public sealed record FoundSession(SessionRow Session, int Count, IReadOnlyList<Cue> First);
