using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>What people change of a session, live or at rest. Viewers are told.</summary>
/// <param name="view">The session as viewers get it.</param>
/// <param name="changed">The record has other settings now.</param>
internal sealed class SessionEditor(
    SessionRecord record, CueWriter writer, SessionSpeakers speakers, FinalStore finals, TimeProvider time, Func<SessionView> view, Action changed)
{
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

    /// <returns>The corrected cue; null when there is no final of that id.</returns>
    public Task<Cue?> CorrectAsync(string cueId, string text) => writer.InTurnAsync(async () =>
    {
        await writer.StoreAllAsync();
        if (await finals.FindAsync(record.Id, cueId) is not { } cue)
        {
            return null;
        }

        var corrected = CueCorrection.Correct(cue, text, writer.Seqs.Next(), time.GetUtcNow());
        await writer.ReplaceAsync(corrected);
        return corrected;
    });

    /// <returns>The renamed speaker; null when there is none of that id.</returns>
    public Task<SessionSpeaker?> RenameSpeakerAsync(string speakerId, string label) => writer.InTurnAsync(async () =>
    {
        await writer.StoreAllAsync();
        return await speakers.LabelAsync(speakerId, label, confidence: null);
    });
}
