using LiveCaptions.Server.Transcribing;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>What was recognised of a session's recordings, by number of their tracks.</summary>
internal sealed record HeardSession(IReadOnlyDictionary<int, HeardTrack> Tracks);
