using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Translation;

/// <summary>
/// Translates live sessions as they go: a lane for each session and language, with a feed of its own, so that one that stalls holds up
/// nothing else. What a lane leaves out is done by <see cref="TranslationJob"/> when the session is over.
/// </summary>
internal sealed class LiveTranslations(
    CueBroadcaster broadcaster, CueTranslator translator, TranslationStore store, TimeProvider time,
    IOptions<TranslationOptions> options, ILogger<LiveTranslations> logger, IHostApplicationLifetime lifetime) : ILiveStage
{
    public void Start(LiveSession session, LiveSessions live)
    {
        foreach (var language in session.View.Targets ?? [])
        {
            // Subscribed at once: nothing that is said from now on is missed.
            var feed = broadcaster.Subscribe(session.Id, after: 0, isViewer: false);
            var lane = new TranslationLane(
                session, live, language, feed, translator, store, TimeSpan.FromSeconds(options.Value.MaxLagSeconds), time, logger);
            _ = lane.RunAsync(lifetime.ApplicationStopping);
        }
    }
}
