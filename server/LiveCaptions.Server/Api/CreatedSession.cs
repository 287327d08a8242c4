using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>
/// A new session with all its addresses. The stream key, and the token to watch, correct, finish and delete it,
/// are told here and never again.
/// </summary>
public sealed record CreatedSession(
    string Id,
    string? Title,
    SessionState State,
    DateTimeOffset CreatedAt,
    string? Language,
    string Engine,
    bool Public,
    IReadOnlyList<SessionSpeaker> Speakers,
    double Duration,
    int CueCount,
    double LostAudio,
    string StreamKey,
    string EditToken,
    IngestAddresses Ingest,
    Uri Watch,
    Uri Overlay,
    Uri Hub)
{
    /// <summary>As asked for; absent where none were.</summary>
    public IReadOnlyList<string>? Engines { get; init; }
}
