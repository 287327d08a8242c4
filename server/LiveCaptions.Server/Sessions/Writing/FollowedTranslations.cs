using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>A session's translations: stored and sent as its finals are, and what becomes of them when those change. All in turn.</summary>
internal sealed class FollowedTranslations(CueOutlets to, CueWriter writer)
{
    /// <param name="after">Finals as they will be; those that are stored are as they were.</param>
    /// <param name="next">Gives them their seqs.</param>
    /// <returns>Translations that move with their finals, or go as the words change.</returns>
    public async Task<List<Cue>> ReadAsync(string sessionId, IReadOnlyList<Cue> after, Func<long> next)
    {
        var now = after.ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        var there = now.Count == 0 ? [] : await to.Translations.FindAsync(sessionId, now.Keys);
        there.RemoveAll(translation => translation.Deleted);
        if (there.Count == 0)
        {
            return [];
        }

        var before = (await to.Finals.FindAsync(sessionId, [.. there.Select(translation => translation.Of!).Distinct()]))
            .ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        return there.ConvertAll(translation => CueTranslation.Follow(
            translation, before[translation.Of!], now[translation.Of!], next(), to.Time.GetUtcNow()));
    }

    /// <summary>Stores translations, and sends them.</summary>
    /// <exception cref="StorageException">Nothing was stored.</exception>
    public async Task StoreAsync(string sessionId, IReadOnlyList<Cue> cues)
    {
        var reserved = writer.Reservation.For(writer.Seqs.Last);
        await to.Translations.PutAsync(sessionId, cues, reserved);
        writer.Reservation.Note(reserved);
        writer.PostFinals(cues);
    }
}
