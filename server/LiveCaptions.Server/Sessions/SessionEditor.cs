using LiveCaptions.Server.Sessions.Editing;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>What people, and those who translate, change of a session, live or at rest. Viewers are told.</summary>
/// <param name="view">The session as viewers get it.</param>
/// <param name="changed">The record has other settings now.</param>
internal sealed class SessionEditor(
    SessionRecord record, CueWriter writer, SessionSpeakers speakers, CueEditor cues,
    TranslationWriter translations, Func<SessionView> view, Action changed)
{
    /// <summary>What people change of its finals.</summary>
    public CueEditor Cues => cues;

    /// <summary>Takes them in other languages.</summary>
    public TranslationWriter Translations => translations;

    /// <summary>Title, settings, state.</summary>
    /// <returns>The session as it is then.</returns>
    public async Task<SessionView> ChangeAsync(Action<SessionRow> change)
    {
        await writer.InTurnAsync(async () =>
        {
            // Together: who asks again after a fault finds either nothing changed, or viewers told.
            var reserved = writer.Reservation.For(writer.Seqs.Last + 1);
            await record.ChangeAsync(stored =>
            {
                change(stored);
                stored.SeqReserved = Math.Max(stored.SeqReserved, reserved);
            });
            writer.Reservation.Note(reserved);
            changed();
            writer.Post(view().ToMessage(writer.Seqs.Next()));
        });
        return view();
    }

    /// <returns>The renamed speaker; null when there is none of that id.</returns>
    public Task<SessionSpeaker?> RenameSpeakerAsync(string speakerId, string label) => writer.InTurnAsync(async () =>
    {
        await writer.StoreAllAsync();
        return await speakers.LabelAsync(speakerId, label, confidence: null);
    });
}
