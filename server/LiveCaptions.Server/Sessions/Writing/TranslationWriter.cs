using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>
/// Takes what is translated into a session, live or at rest, in the writer's turn: what was said may have changed meanwhile, and what was
/// made twice is stored once.
/// </summary>
internal sealed class TranslationWriter(
    SessionRecord record, CueWriter writer, SessionTroubles troubles, FinalStore finals, TranslationStore translations, TimeProvider time)
{
    /// <returns>What was stored of it; null when the session is deleted.</returns>
    /// <exception cref="StorageException">Nothing was stored; it may work later.</exception>
    public Task<IReadOnlyList<Cue>?> WriteAsync(IReadOnlyList<TranslatedText> texts) => writer.InTurnAsync<IReadOnlyList<Cue>>(async () =>
    {
        await writer.StoreAllAsync();
        var ids = texts.Select(text => text.Said.Id).Distinct().ToList();
        var said = (await finals.FindAsync(record.Id, ids)).ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        var there = (await translations.FindAsync(record.Id, ids)).ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        var cues = new List<Cue>();
        foreach (var text in texts)
        {
            var before = there.GetValueOrDefault(CueIds.OfTranslation(text.Said.Id, text.Language));
            if (before is null or { Deleted: true }
                && said.TryGetValue(text.Said.Id, out var now) && !now.Deleted && now.Text == text.Said.Text)
            {
                cues.Add(CueTranslation.Of(now, text.Language, text.Text, before, writer.Seqs.Next(), time.GetUtcNow(), text.IsDraft));
            }
        }

        if (cues.Count > 0)
        {
            await writer.Translations.StoreAsync(record.Id, cues);
        }

        return cues;
    });

    /// <summary>Tells viewers of trouble while it lasts.</summary>
    /// <param name="who">Has it.</param>
    /// <param name="line">Null where it is over.</param>
    public void TellTrouble(object who, string? line) => troubles.TellTranslation(who, line);
}
