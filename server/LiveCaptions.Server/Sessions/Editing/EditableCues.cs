using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Editing;

/// <summary>A session's finals and their translations, by their ids: <c>c12</c> and <c>c12.es</c>.</summary>
internal sealed class EditableCues(string sessionId, FinalStore finals, TranslationStore translations)
{
    /// <summary>Those of some ids that there are, deleted ones too, in no order.</summary>
    public async Task<List<Cue>> FindAsync(IReadOnlyCollection<string> ids)
    {
        var translated = ids.Where(CueIds.IsOfTranslation).ToHashSet(StringComparer.Ordinal);
        var found = translated.Count == ids.Count ? [] : await finals.FindAsync(sessionId, [.. ids.Except(translated)]);
        if (translated.Count > 0)
        {
            var all = await translations.FindAsync(sessionId, [.. translated.Select(CueIds.SaidOf).Distinct()]);
            found.AddRange(all.Where(cue => translated.Contains(cue.Id)));
        }

        return found;
    }

    /// <summary>People's translations of finals that a step deletes: they go with it, and come back with it.</summary>
    public async Task<IReadOnlyList<EditedFinal>> FindLostAsync(IEnumerable<EditedFinal> changes)
    {
        var deleted = changes.Where(change => change is { After: { Deleted: true, Of: null }, Before: not null })
            .Select(change => change.After.Id).ToList();
        var there = deleted.Count == 0 ? [] : await translations.FindAsync(sessionId, deleted);
        return [.. there.Where(cue => cue is { Deleted: false, Basis: not null })
            .Select(cue => new EditedFinal(cue, CueDeletion.Of(cue) with { Edited = false }))];
    }
}
