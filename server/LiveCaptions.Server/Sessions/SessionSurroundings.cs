using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Profiles;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>What every session needs of the program around it.</summary>
public sealed class SessionSurroundings(
    SessionStore sessions,
    FinalStore finals,
    VoiceStore voices,
    VoiceProfiles profiles,
    CueBroadcaster broadcaster,
    CaptionMetrics metrics,
    ImportBoard imports,
    TimeProvider time,
    IOptions<SessionOptions> options,
    IOptions<CueOptions> cueOptions,
    IOptions<StorageOptions> storage,
    StorageHealth health,
    IOptions<RetentionOptions> retention,
    ILogger<CaptionSession> logger)
{
    public SessionStore Sessions => sessions;

    public FinalStore Finals => finals;

    public VoiceStore Voices => voices;

    public VoiceProfiles Profiles => profiles;

    public CueBroadcaster Broadcaster => broadcaster;

    public CaptionMetrics Metrics => metrics;

    public ImportBoard Imports => imports;

    /// <summary>The view, with what rows do not know: how far an import is, and when what is deleted.</summary>
    public SessionView Complete(SessionView view) => imports.Complete(view).Expiring(retention.Value);

    public TimeProvider Time => time;

    public SessionOptions Options => options.Value;

    public CueOptions CueOptions => cueOptions.Value;

    public StorageOptions Storage => storage.Value;

    public StorageHealth Health => health;

    public ILogger<CaptionSession> Logger => logger;
}
