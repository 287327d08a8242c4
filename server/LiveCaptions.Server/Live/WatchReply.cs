using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions;

namespace LiveCaptions.Server.Live;

/// <summary>What a viewer starts with.</summary>
/// <param name="Cues">The newest finals behind the seq asked for, then what is still open.</param>
/// <param name="Seq">The highest of <paramref name="Cues"/>: what to ask for after a reconnect.</param>
/// <param name="More">There are older finals behind the seq asked for: <c>GET …/cues?before=SEQ</c> gives them.</param>
public sealed record WatchReply(SessionView Session, IReadOnlyList<Cue> Cues, long Seq, bool More);
