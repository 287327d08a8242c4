using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Hls;

/// <summary>The finals that segments are made of, in whatever language.</summary>
internal sealed class HlsCues(FinalStore finals, TranslationStore translations)
{
    /// <summary>Seconds: no cue is shown longer, two lines are said sooner.</summary>
    private const double CueReach = 60;

    /// <param name="language">Tag of a translation, or <see cref="FinalRow.AsSaid"/>.</param>
    public Task<List<Cue>> ReadBetweenAsync(string sessionId, string language, double from, double to) => language == FinalRow.AsSaid
        ? finals.ReadBetweenAsync(sessionId, from, to, CueReach)
        : translations.ReadBetweenAsync(sessionId, language, from, to, CueReach);
}
