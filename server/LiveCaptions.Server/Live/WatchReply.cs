using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Live;

/// <summary>What a viewer starts with.</summary>
/// <param name="Cues">Finals behind the seq asked for, then what is still open.</param>
/// <param name="Seq">What to ask for after a reconnect: all finals up to it are in <paramref name="Cues"/>.</param>
public sealed record WatchReply(SessionView Session, IReadOnlyList<Cue> Cues, long Seq);
