using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Sessions.Editing;

namespace LiveCaptions.Server.Api;

/// <summary>Which cue somebody means who names one and a language: itself where that is what was said, else its translation.</summary>
internal sealed class TranslatedCueIds(SessionDirectory directory, CaptionLanguages languages)
{
    /// <param name="language">BCP 47, as for lists of cues; null or empty for the cue itself.</param>
    /// <exception cref="EditRefusedException">The session has no such language.</exception>
    public async Task<string> OfAsync(string sessionId, string cueId, string? language)
    {
        if (language is not { Length: > 0 } || CueIds.IsOfTranslation(cueId) || await directory.ViewAsync(sessionId) is not { } session)
        {
            return cueId;
        }

        var (tag, fault) = await languages.FindAsync(session, language);
        return tag switch
        {
            null => throw new EditRefusedException(404, "language_not_there", fault!),
            "" => cueId,
            _ => CueIds.OfTranslation(cueId, tag),
        };
    }
}
