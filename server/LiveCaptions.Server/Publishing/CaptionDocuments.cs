using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Formats;
using LiveCaptions.Captions.Layout;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing;

/// <summary>Reads what a caption file of a session is made of.</summary>
internal sealed class CaptionDocuments(FinalStore finals, VoiceStore voices, EmotionStore emotions)
{
    /// <param name="language">Tag of a translation in the place of what was said.</param>
    public async Task<CaptionDocument> ReadAsync(
        SessionView session, ICueFormat format, CaptionVersion version,
        bool marksEmotions, FormatOptions options, string language = FinalRow.AsSaid)
    {
        var cues = await finals.ReadAsync(session.Id, version: version, languages: [language]);
        List<Cue> inOrder = [.. cues.OrderBy(c => c.Start)];
        return new CaptionDocument
        {
            Session = session,
            Language = language.Length > 0 ? language : session.Language ?? cues.FirstOrDefault()?.Language,
            Duration = session.Duration,
            Speakers = [.. session.Speakers.Select(s => new CueSpeaker(s.Id, s.Label, 1))],
            Cues = inOrder,
            Turns = format.WritesTurns ? await voices.ReadTurnsAsync(session.Id, cues) : null,
            Emotions = format.WritesEmotions ? await emotions.ReadAsync(session.Id) : [],
            MarksEmotions = marksEmotions,
            Options = options,
            Warnings = language.Length > 0
                ? TranslationWarnings.Of(inOrder, session.Duration, options.Profile ?? new PublishingOptions())
                : [],
        };
    }
}
