using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>
/// The steps in which a session's finals are changed: each is stored whole, with who made it and when, sent to viewers, and taken back
/// whole. Called in the writer's turn, when all before is stored.
/// </summary>
internal sealed class EditSteps(
    SessionRecord record, CueWriter writer, SpeakerRoster roster, FinalStore finals,
    EditableCues editable, EditStore edits, SessionOptions options, TimeProvider time)
{
    /// <param name="kind">Of <see cref="EditKind"/>.</param>
    /// <param name="keepsSpeaker">The step has nothing to do with who speaks.</param>
    /// <param name="speakers">That the session does not know yet.</param>
    /// <returns>The finals as they are stored, in the order of the changes.</returns>
    public async Task<List<Cue>> StoreAsync(
        string kind, string by, IReadOnlyList<EditedFinal> changes, bool keepsSpeaker = false, IReadOnlyList<KnownSpeaker>? speakers = null)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        await RequireRoomAsync(changes.Count(change => change.Before is null));
        var count = changes.Count;
        changes = [.. changes, .. await editable.FindLostAsync(changes)];
        var stamped = Stamp(changes);
        var images = EditImages.Of(keepsSpeaker, changes).ToJson();
        var edit = new EditRow
        {
            SessionId = record.Id,
            Seq = writer.Seqs.Last,
            Kind = kind,
            At = time.GetUtcNow(),
            By = by,
            Cues = count,
            Images = images,
            Size = images.Length,
        };
        await SendAsync(new EditBatch(edit) { IsNew = true, Speakers = speakers ?? [] }, changes, stamped);
        foreach (var speaker in speakers ?? [])
        {
            roster.Add(speaker);
        }

        return stamped;
    }

    /// <summary>Takes the last step back that was not.</summary>
    public async Task<EditResult> UndoAsync(string by)
    {
        var edit = await edits.FindLastAsync(record.Id)
            ?? throw new EditRefusedException(409, "nothing_to_undo", "There is nothing to undo.");
        (edit.UndoneAt, edit.UndoneBy) = (time.GetUtcNow(), by);
        return await RestoreAsync(edit, "nothing_to_undo");
    }

    /// <summary>Makes the step again that was taken back last.</summary>
    public async Task<EditResult> RedoAsync()
    {
        var edit = await edits.FindUndoneAsync(record.Id) ?? throw new EditRefusedException(
            409, "nothing_to_redo", "There is nothing to do again: nothing was taken back, or something else was changed since.");
        (edit.UndoneAt, edit.UndoneBy) = (null, null);
        return await RestoreAsync(edit, "nothing_to_redo");
    }

    /// <summary>Forgets what was before all steps, which cannot be taken back then.</summary>
    public Task ForgetAsync() => edits.ForgetAsync(record.Id);

    private async Task RequireRoomAsync(int added)
    {
        if (added > 0 && await finals.CountAllAsync(record.Id) + added > options.MaxFinals)
        {
            throw new EditRefusedException(
                409, "session_full", $"A session has at most {options.MaxFinals} finals, deleted ones too; nothing was changed. "
                    + "Go on in another session (LIVECAPTIONS_Sessions__MaxFinals).");
        }
    }

    /// <summary>Makes a step's finals what its images are; these are then what the finals are now.</summary>
    private async Task<EditResult> RestoreAsync(EditRow edit, string code)
    {
        var images = EditImages.FromJson(edit.Images ?? throw new EditRefusedException(409, code, "What was there before is forgotten."));
        if (record.Published == CaptionVersion.Publishing && images.Cues.All(image => !CueIds.IsOfPublishing(image.Id)))
        {
            throw new EditRefusedException(409, code, "What was changed before the session was recognised again stays as it is.");
        }

        var present = (await editable.FindAsync([.. images.Cues.Select(image => image.Id)]))
            .ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        var changes = images.Restore(present, roster);
        edit.Images = EditImages.Of(images.KeepsSpeaker, changes).ToJson();
        edit.Size = edit.Images.Length;
        await SendAsync(new EditBatch(edit), changes, Stamp(changes));
        return new EditResult(edit.Kind, edit.Cues);
    }

    private List<Cue> Stamp(IReadOnlyList<EditedFinal> changes)
    {
        var at = time.GetUtcNow();
        return [.. changes.Select(change =>
            change.After with { Seq = writer.Seqs.Next(), Revision = (change.Before?.Revision ?? 0) + 1, Latency = null, CreatedAt = at })];
    }

    private async Task SendAsync(EditBatch batch, IReadOnlyList<EditedFinal> changes, IReadOnlyList<Cue> stamped)
    {
        var isNew = changes.Select(change => change.Before is null).ToList();
        await writer.EditAsync(
            batch with { Changed = [.. stamped.Where((_, i) => !isNew[i])], Added = [.. stamped.Where((_, i) => isNew[i])] });
        writer.NoteGrowth(changes.Where(change => change.After.Of is null && !CueIds.IsOfPublishing(change.After.Id))
            .Sum(change => (change.After.Deleted ? 0 : 1) - (change.Before is null or { Deleted: true } ? 0 : 1)));
    }
}
