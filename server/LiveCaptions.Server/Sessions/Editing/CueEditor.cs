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
/// <param name="now">Seconds that the session is long, while it is live; null at rest.</param>
internal sealed class CueEditor(
    SessionRecord record,
    CueWriter writer,
    SpeakerRoster roster,
    FinalStore finals,
    EditableCues editable,
    EditSteps steps,
    NewCues made,
    CaptionFileEdit file,
    Func<double>? now)
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

        return (await steps.StoreAsync(EditKind.Correct, by, [new(before, after)], keepsSpeaker: change.Speaker is null))[0];
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
        return (await steps.StoreAsync(EditKind.Translate, by, [new(before, after)], keepsSpeaker: true))[0];
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

        var ids = await made.IdsAsync(CueIds.IsOfPublishing(before.Id) ? CaptionVersion.Publishing : CaptionVersion.Live);
        return new CueList(await steps.StoreAsync(EditKind.Split, by, [new(before, first), new(null, second with { Id = ids() })]));
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
        return (await steps.StoreAsync(
            EditKind.Merge, by, [new(cues[0], merged), .. cues.Skip(1).Select(cue => new EditedFinal(cue, CueDeletion.Of(cue)))]))[0];
    });

    public Task<Cue?> InsertAsync(NewCue cue, string by) => InTurnAsync(async () =>
    {
        CueRules.RequireTimes(cue.Start, cue.End, now?.Invoke());
        var speaker = cue.Speaker is { } id ? SpeakerOf(id) : null;
        var inserted = made.Make(
            await made.IdsAsync(record.Published), cue.Text, cue.Start, cue.End, words: null,
            speaker, cue.Language ?? record.Language ?? await LanguageAsync());
        return (await steps.StoreAsync(EditKind.Insert, by, [new(null, inserted)]))[0];
    });

    /// <returns>What is left of it.</returns>
    public Task<Cue?> DeleteAsync(CueVersion version, string by) => InTurnAsync(async () =>
    {
        var before = await FindAsync(version);
        return (await steps.StoreAsync(EditKind.Delete, by, [new(before, CueDeletion.Of(before))]))[0];
    });

    /// <summary>Search and replace over all finals. A cue of which nothing is left is deleted.</summary>
    public async Task<ReplaceResult?> ReplaceAsync(ICueRewriting rewriting, string by)
    {
        // Searching may take a while, in which what is being said goes on; what has come or changed meanwhile is looked at in turn.
        var rewritten = new Dictionary<string, (EditedFinal Final, int Found)>(StringComparer.Ordinal);
        var version = record.Published;
        var before = await finals.ReadAsync(record.Id, version: version);
        Rewrite(rewriting, before, rewritten);
        return await InTurnAsync<ReplaceResult>(async () =>
        {
            Rewrite(
                rewriting, await finals.ReadAsync(record.Id, after: before.Count == 0 ? 0 : before[^1].Seq, version: version), rewritten);
            await steps.StoreAsync(EditKind.Replace, by, [.. rewritten.Values.Select(change => change.Final)], keepsSpeaker: true);
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
        var said = (await finals.ReadAsync(record.Id, version: record.Published)).Where(cue => cue.Speaker?.Id == from).ToList();
        await steps.StoreAsync(
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
    public Task<CaptionsResult?> TakeAsync(CaptionFile captions, bool replacesAll, string by)
    {
        CaptionFileRules.Require(captions);
        return InTurnAsync(async () => await file.TakeAsync(captions, replacesAll, by));
    }

    public Task<EditResult?> UndoAsync(string by) => InTurnAsync(async () => await steps.UndoAsync(by));

    public Task<EditResult?> RedoAsync() => InTurnAsync(async () => await steps.RedoAsync());

    /// <inheritdoc cref="EditSteps.ForgetAsync"/>
    public Task ForgetAsync() => steps.ForgetAsync();

    private Task<T?> InTurnAsync<T>(Func<Task<T>> change)
        where T : class => writer.InTurnAsync<T>(async () =>
    {
        await writer.StoreAllAsync();
        return await change();
    });

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
}
