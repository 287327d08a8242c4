using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Writing;

/// <summary>What becomes of translations when the finals that they are of change.</summary>
internal static class FollowedTranslations
{
    /// <param name="after">Finals as they will be; those that are stored are as they were.</param>
    /// <returns>Translations that move with their finals, or go as the words change.</returns>
    public static async Task<List<Cue>> ReadAsync(CueOutlets outlets, string sessionId, IReadOnlyList<Cue> after, SeqCounter seqs)
    {
        var now = after.ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        var there = now.Count == 0 ? [] : await outlets.Translations.FindAsync(sessionId, now.Keys);
        there.RemoveAll(translation => translation.Deleted);
        if (there.Count == 0)
        {
            return [];
        }

        var before = (await outlets.Finals.FindAsync(sessionId, [.. there.Select(translation => translation.Of!).Distinct()]))
            .ToDictionary(cue => cue.Id, StringComparer.Ordinal);
        return there.ConvertAll(translation => CueTranslation.Follow(
            translation, before[translation.Of!], now[translation.Of!], seqs.Next(), outlets.Time.GetUtcNow()));
    }
}
