using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Captions.Reading;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Captions.Text;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>
/// What people change of a session's finals, live or at rest. Each change is one step: stored whole, with who made it and when, sent
/// to viewers, and taken back whole. Whatever is refused (<see cref="EditRefusedException"/>) has changed nothing. A change that names
/// a cue acts on that cue's transcript, all others on the one that is published: what was live, until there is one for publishing.
/// </summary>
/// <param name="nextId">An id for a new cue.</param>
/// <param name="now">Seconds that the session is long, while it is live; null at rest.</param>
internal sealed class CueEditor(
    SessionRecord record,
    CueWriter writer,
    SpeakerRoster roster,
    FinalStore finals,
    EditableCues editable,
    EditStore edits,
    SessionOptions options,
    Func<string> nextId,
    Func<double>? now,
    TimeProvider time)
{
    /// <summary>Of a translation, text alone: its times and its speaker are those of what was said.</summary>
    public Task<Cue?> CorrectAsync(CueVersion version, CueChange change, string by) => InTurnAsync(async () =>
    {
        if (CueIds.IsOfTranslation(version.Id))
        {
            return await CorrectTranslationAsync(version, change, by);
        }

        var before = await FindAsync(version);
        var after = change.Text is { } text ? CueCorrection.Rewrite(before, text) : before;
        if (change.Start is not null || change.End is not null)
        {
            var (start, end) = (change.Start ?? before.Start, change.End ?? before.End);
            CueRules.RequireTimes(start, end, now?.Invoke());
            after = CueTimes.Move(after, start, end);
        }

        if (change.Speaker is { } speaker)
        {
            after = CueTouch.Mark(after, CueTouch.Speaker) with { Speaker = SpeakerOf(speaker) };
        }

        return (await StoreAsync(EditKind.Correct, by, [new(before, after)], keepsSpeaker: change.Speaker is null))[0];
    });

    private async Task<Cue> CorrectTranslationAsync(CueVersion version, CueChange change, string by)
    {
        if (change is not { Text: { } text, Start: null, End: null, Speaker: null })
        {
            throw new EditRefusedException(
                400, "text_invalid", "Of a translation text can be corrected; its times and its speaker are those of what was said.");
        }

        var before = Require(version, (await editable.FindAsync([version.Id])).FirstOrDefault());
        var after = CueTranslation.Correct(before, await FindAsync(new CueVersion(before.Of!)), text);
        return (await StoreAsync(EditKind.Translate, by, [new(before, after)], keepsSpeaker: true))[0];
    }

    /// <param name="at">Seconds.</param>
    public Task<CueList?> SplitAsync(CueVersion version, double at, string by) => InTurnAsync<CueList>(async () =>
    {
        var before = await FindAsync(version);
        if (CueSplit.At(before, at) is not var (first, second))
        {
            throw new EditRefusedException(
                400, "at_invalid", "at is a time, in seconds, between two words of the cue: there have to be words before and behind it.");
        }

        var ids = await IdsAsync(CueIds.IsOfPublishing(before.Id) ? CaptionVersion.Publishing : CaptionVersion.Live);
        return new CueList(await StoreAsync(EditKind.Split, by, [new(before, first), new(null, second with { Id = ids() })]));
    });

    public Task<Cue?> MergeAsync(IReadOnlyList<CueVersion> versions, string by) => InTurnAsync(async () =>
    {
        var cues = new List<Cue>();
        foreach (var version in versions)
        {
            cues.Add(await FindAsync(version));
        }

        if (cues.DistinctBy(cue => CueIds.IsOfPublishing(cue.Id)).Count() > 1)
        {
            throw new EditRefusedException(
                400, "ids_invalid", "ids are of one transcript: of what was live (c…), or of the one for publishing (p…).");
        }

        cues = [.. cues.OrderBy(cue => cue.Start).ThenBy(cue => cue.Seq)];
        var merged = CueMerge.Of(cues);
        CueRules.RequireText(merged.Text);
        CueRules.RequireTimes(merged.Start, merged.End, now: null);
        return (await StoreAsync(
            EditKind.Merge, by, [new(cues[0], merged), .. cues.Skip(1).Select(cue => new EditedFinal(cue, CueDeletion.Of(cue)))]))[0];
    });

    public Task<Cue?> InsertAsync(NewCue cue, string by) => InTurnAsync(async () =>
    {
        CueRules.RequireTimes(cue.Start, cue.End, now?.Invoke());
        var speaker = cue.Speaker is { } id ? SpeakerOf(id) : null;
        var made = Make(
            await IdsAsync(Published), cue.Text, cue.Start, cue.End, words: null,
            speaker, cue.Language ?? record.Language ?? await LanguageAsync());
        return (await StoreAsync(EditKind.Insert, by, [new(null, made)]))[0];
    });

    /// <returns>What is left of it.</returns>
    public Task<Cue?> DeleteAsync(CueVersion version, string by) => InTurnAsync(async () =>
    {
        var before = await FindAsync(version);
        return (await StoreAsync(EditKind.Delete, by, [new(before, CueDeletion.Of(before))]))[0];
    });

    /// <summary>Search and replace over all finals. A cue of which nothing is left is deleted.</summary>
    public async Task<ReplaceResult?> ReplaceAsync(ICueRewriting rewriting, string by)
    {
        // Searching may take a while, in which what is being said goes on; what has come or changed meanwhile is looked at in turn.
        var rewritten = new Dictionary<string, (EditedFinal Final, int Found)>(StringComparer.Ordinal);
        var version = Published;
        var before = await finals.ReadAsync(record.Id, version: version);
        Rewrite(rewriting, before, rewritten);
        return await InTurnAsync<ReplaceResult>(async () =>
        {
            Rewrite(
                rewriting, await finals.ReadAsync(record.Id, after: before.Count == 0 ? 0 : before[^1].Seq, version: version), rewritten);
            await StoreAsync(EditKind.Replace, by, [.. rewritten.Values.Select(change => change.Final)], keepsSpeaker: true);
            return new ReplaceResult(rewritten.Values.Sum(change => change.Found), rewritten.Count);
        });
    }

    /// <summary>All that one speaker says, in the transcript that is published, is another's: two voices were one.</summary>
    public Task<EditResult?> MergeSpeakersAsync(string from, string into, string by) => InTurnAsync<EditResult>(async () =>
    {
        if (from.Length == 0 || into.Length == 0 || from == into)
        {
            throw new EditRefusedException(400, "speaker_invalid", "from and into are the ids of two speakers of the session.");
        }

        SpeakerOf(from);
        var speaker = SpeakerOf(into);
        var said = (await finals.ReadAsync(record.Id, version: Published)).Where(cue => cue.Speaker?.Id == from).ToList();
        await StoreAsync(
            EditKind.Speakers, by,
            said.ConvertAll(cue => new EditedFinal(cue, CueTouch.Mark(cue, CueTouch.Speaker) with { Speaker = speaker })));
        return new EditResult(EditKind.Speakers, said.Count);
    });

    /// <summary>The session's own replacements on what is there.</summary>
    public Task<ReplaceResult?> ReplaceAsSessionAsync(string by)
    {
        var formatter = FormattingSettings.CreateReplacements(SessionSettings.FromJson(record.Read(row => row.Settings)).Formatting)
            ?? throw new EditRefusedException(400, "replacements_missing", "The session has no replacements: set some with PATCH first.");
        return ReplaceAsync(new WordReplacements(formatter), by);
    }

    /// <summary>A caption file in the place of the finals, or of those that it covers.</summary>
    public Task<CaptionsResult?> TakeAsync(CaptionFile file, bool replacesAll, string by)
    {
        CaptionFileRules.Require(file);
        return InTurnAsync<CaptionsResult>(() => TakeInTurnAsync(file, replacesAll, by));
    }

    public Task<EditResult?> UndoAsync(string by) => InTurnAsync<EditResult>(async () =>
    {
        var edit = await edits.FindLastAsync(record.Id)
            ?? throw new EditRefusedException(409, "nothing_to_undo", "There is nothing to undo.");
        (edit.UndoneAt, edit.UndoneBy) = (time.GetUtcNow(), by);
        return await RestoreAsync(edit, "nothing_to_undo");
    });

    public Task<EditResult?> RedoAsync() => InTurnAsync<EditResult>(async () =>
    {
        var edit = await edits.FindUndoneAsync(record.Id) ?? throw new EditRefusedException(
            409, "nothing_to_redo", "There is nothing to do again: nothing was taken back, or something else was changed since.");
        (edit.UndoneAt, edit.UndoneBy) = (null, null);
        return await RestoreAsync(edit, "nothing_to_redo");
    });

    /// <summary>Forgets what was before all steps, which cannot be taken back then.</summary>
    public Task ForgetAsync() => edits.ForgetAsync(record.Id);

    private async Task<CaptionsResult> TakeInTurnAsync(CaptionFile file, bool replacesAll, string by)
    {
        if (file.Cues.Count > 0)
        {
            CueRules.RequireSaid(file.Cues[^1].Start / 1000.0, now?.Invoke());
        }

        var before = await finals.ReadAsync(record.Id, version: Published);
        var ids = await IdsAsync(Published);
        var plan = FileMerge.Plan(before, file, replacesAll);
        var speakers = new NamedSpeakers(roster);
        var language = file.Language ?? record.Language ?? before.FirstOrDefault()?.Language;
        var changes = plan.Select(change => new EditedFinal(change.Before, ToFinal(change, ids, speakers, language))).ToList();
        await StoreAsync(EditKind.Captions, by, changes, speakers: speakers.New);
        var (added, deleted) = (plan.Count(change => change.Before is null), plan.Count(change => change.New is null));
        return new CaptionsResult(plan.Count - added - deleted, added, deleted, before.Count - plan.Count + added, file.Faults);
    }

    private Task<T?> InTurnAsync<T>(Func<Task<T>> change)
        where T : class => writer.InTurnAsync<T>(async () =>
    {
        await writer.StoreAllAsync();
        return await change();
    });

    /// <summary>The transcript that exports take.</summary>
    private CaptionVersion Published => record.Read(row => row.Publishing.Published());

    /// <summary>Gives ids to new cues of a transcript.</summary>
    private async Task<Func<string>> IdsAsync(CaptionVersion version)
    {
        if (version == CaptionVersion.Live)
        {
            return nextId;
        }

        var last = (await finals.ListIdsAsync(record.Id, version)).Select(CueIds.NumberOf).DefaultIfEmpty(0).Max();
        return () => CueIds.OfPublishing(++last);
    }

    private static void Rewrite(
        ICueRewriting rewriting, IReadOnlyList<Cue> cues, Dictionary<string, (EditedFinal Final, int Found)> rewritten)
    {
        try
        {
            foreach (var cue in cues)
            {
                var (after, found) = cue.Deleted ? (cue, 0) : rewriting.Apply(cue);
                rewritten.Remove(cue.Id);
                if (found > 0)
                {
                    rewritten.Add(cue.Id, (new EditedFinal(cue, after.Text.Length == 0 ? CueDeletion.Of(cue) : after), found));
                }
            }
        }
        catch (CueRewritingException fault)
        {
            throw new EditRefusedException(400, fault.Code, fault.Message);
        }
    }

    private async Task<Cue> FindAsync(CueVersion version) =>
        Require(version, (await finals.FindAsync(record.Id, [version.Id])).FirstOrDefault());

    private Cue Require(CueVersion version, Cue? cue)
    {
        if (cue is not null)
        {
            CueRules.RequireVersion(cue, version);
        }

        return cue is { Deleted: false }
            ? cue
            : throw new EditRefusedException(
                404, "cue_not_found", $"Session '{record.Id}' has no final cue '{CaptionText.Shown(version.Id)}'.");
    }

    private CueSpeaker? SpeakerOf(string id) => id.Length == 0 ? null : roster.Find(id) is { } known
        ? new CueSpeaker(known.Id, known.Label, 1)
        : throw new EditRefusedException(
            400, "speaker_invalid",
            $"The session has no speaker '{CaptionText.Shown(id)}'; speaker is the id of one, or empty for nobody.");

    private async Task<string?> LanguageAsync() => (await finals.ReadAsync(record.Id, after: 0, limit: 1)).FirstOrDefault()?.Language;

    private Cue Make(
        Func<string> ids, string text, double start, double end,
        IReadOnlyList<CueWord>? words, CueSpeaker? speaker, string? language) => CueTouch.Mark(
            new Cue
            {
                SessionId = record.Id,
                Seq = 0,
                Id = ids(),
                Revision = 0,
                Kind = CueKind.Final,
                Start = Math.Round(start, 3),
                End = Math.Round(end, 3),
                Text = text,
                Words = words,
                Speaker = speaker,
                Language = language,
                CreatedAt = time.GetUtcNow(),
            },
            speaker is null ? [CueTouch.Text, CueTouch.Times] : [CueTouch.Text, CueTouch.Times, CueTouch.Speaker]);

    private Cue ToFinal(FileMergeChange change, Func<string> ids, NamedSpeakers speakers, string? language)
    {
        if (change.New is not { } file)
        {
            return CueDeletion.Of(change.Before!);
        }

        var speaker = file.Speaker is { } name ? speakers.Of(name, change.Before?.Speaker) : null;
        if (change.Before is not { } before)
        {
            return Make(ids, file.Text, file.Start, file.End, file.Words, speaker, language);
        }

        var after = before with { Text = file.Text, Start = file.Start, End = file.End, Words = file.Words, Speaker = speaker };
        after = after.Text == before.Text ? after : CueTouch.Mark(after, CueTouch.Text);
        after = after.Start == before.Start && after.End == before.End ? after : CueTouch.Mark(after, CueTouch.Times);
        return after.Speaker?.Id == before.Speaker?.Id ? after : CueTouch.Mark(after, CueTouch.Speaker);
    }

    /// <returns>The finals as they are stored, in the order of the changes.</returns>
    private async Task<List<Cue>> StoreAsync(
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
        if (Published == CaptionVersion.Publishing && images.Cues.All(image => !CueIds.IsOfPublishing(image.Id)))
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
