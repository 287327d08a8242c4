using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>How many segments there are of a session in a language: those that nothing is added to any more.</summary>
internal sealed class HlsLength(LiveSessions sessions, FinalStore finals, TranslationStore translations, HlsProgress progress)
{
    /// <param name="language">Tag of a translation, or <see cref="FinalRow.AsSaid"/>.</param>
    public async Task<int> CountAsync(SessionView session, string language)
    {
        var last = await finals.LastTimesAsync(session.Id);
        if (session.State.IsOver())
        {
            return HlsTimeline.SegmentsOf(session.Duration, last is { } times ? HlsTimeline.EndOf(times.Start, times.End) : 0);
        }

        var live = sessions.Find(session.Id);
        var settled = HlsTimeline.SettledUntil(session.Duration, session.Lag ?? 0, live?.OpenCues ?? [], last?.Start ?? 0);
        if (language != FinalRow.AsSaid)
        {
            settled = Math.Min(
                settled, await translations.FirstMissingAsync(session.Id, language, settled - HlsTimeline.TranslationWait) ?? settled);
        }

        var segments = HlsTimeline.SegmentsUntil(settled);
        return live is null ? segments : progress.Raise(live, segments, language);
    }

    /// <summary>Whether there is such a segment.</summary>
    /// <inheritdoc cref="CountAsync"/>
    public async Task<bool> HasAsync(int index, SessionView session, string language) =>
        index < Known(session, language) || index < await CountAsync(session, language);

    /// <summary>As far as that is known without the finals.</summary>
    private int Known(SessionView session, string language) => session.State.IsOver()
        ? HlsTimeline.SegmentsOf(session.Duration, lastEnd: 0)
        : sessions.Find(session.Id) is { } live ? progress.Of(live, language) : 0;
}
