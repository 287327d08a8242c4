using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Sessions.Editing;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>What people and later work change of sessions, live or at rest: one change of a session after the other.</summary>
public sealed class SessionChanges(
    LiveSessions live, SessionFactory factory, SessionStore store, IEnumerable<ISessionFollowUp> followUps, TimeProvider time)
{
    /// <summary>Changes a session's title or settings; viewers are told.</summary>
    /// <returns>The session as it is then; null when there is none.</returns>
    public Task<SessionView?> ChangeAsync(string id, Action<SessionRow> change) =>
        EditAsync<SessionView>(id, async editor => await editor.ChangeAsync(change));

    /// <summary>
    /// A person says that all of an ended session's transcript is right, which its upload may wait for; or takes that back.
    /// </summary>
    /// <returns>The session as it is then; null when there is none.</returns>
    public async Task<SessionView?> MarkCorrectedAsync(string id, bool isCorrected)
    {
        DateTimeOffset? at = isCorrected ? time.GetUtcNow() : null;
        if (await ChangeAsync(id, row =>
            {
                row.CorrectedAt = at;
                row.UploadDue |= isCorrected && row.State == SessionState.Finished
                    && SessionSettings.FromJson(row.Settings).Upload is { VideoId: not null, When: UploadSetting.Corrected };
            }) is not { } view)
        {
            return null;
        }

        if (isCorrected && await store.FindAsync(id) is { } marked)
        {
            foreach (var followUp in followUps)
            {
                await followUp.BeginAsync(marked);
            }
        }

        return view;
    }

    /// <summary>Changes a session's finals.</summary>
    /// <returns>What came of it; null when there is no such session.</returns>
    internal async Task<T?> EditCuesAsync<T>(string id, Func<CueEditor, Task<T?>> edit)
        where T : class
    {
        var result = await EditAsync(id, editor => edit(editor.Cues));
        await NoteChangeAsync(id);
        return result;
    }

    /// <summary>Takes a session's finals in other languages.</summary>
    /// <returns>What was stored of it; null when there is no such session.</returns>
    internal Task<IReadOnlyList<Cue>?> TranslateAsync(string id, IReadOnlyList<TranslatedText> texts) =>
        EditAsync(id, editor => editor.Translations.WriteAsync(texts));

    /// <returns>The renamed speaker; null when there is no such one.</returns>
    public Task<SessionSpeaker?> RenameSpeakerAsync(string id, string speakerId, string label) =>
        EditAsync(id, editor => editor.RenameSpeakerAsync(speakerId, label));

    /// <summary>
    /// Puts a transcript for publishing in its place while nobody changes the session; viewers are told that it is there.
    /// </summary>
    /// <param name="write">Stores it, given the session as it is now.</param>
    public async Task PublishAsync(string id, Func<SessionRow, Task> write)
    {
        using (await live.EnterAsync(id))
        {
            if (await store.FindAsync(id) is not { } row)
            {
                return;
            }

            await write(row);
            var editor = await FindEditorAsync(id);
            await (editor?.ChangeAsync(session => session.Publishing = PublishingState.Done) ?? Task.CompletedTask);
        }

        await NoteChangeAsync(id);
    }

    /// <returns>What came of it; null when there is no such session.</returns>
    private async Task<T?> EditAsync<T>(string id, Func<SessionEditor, Task<T?>> edit)
        where T : class
    {
        using (await live.EnterAsync(id))
        {
            var editor = await FindEditorAsync(id);
            return editor is null ? null : await edit(editor);
        }
    }

    /// <summary>Of a session that is over: who works on a live one sees its messages, up to its last.</summary>
    private async Task NoteChangeAsync(string id)
    {
        if ((live.Find(id)?.State.IsOver() ?? true) && await store.FindAsync(id) is { } row)
        {
            foreach (var followUp in followUps)
            {
                await followUp.NoteChangeAsync(row);
            }
        }
    }

    /// <summary>Within its gate.</summary>
    private async Task<SessionEditor?> FindEditorAsync(string id) =>
        live.Find(id)?.Editor ?? (await store.FindAsync(id) is { } row ? await factory.EditAsync(row) : null);
}
