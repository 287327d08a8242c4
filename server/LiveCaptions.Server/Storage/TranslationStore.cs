using LiveCaptions.Captions.Cues;
using Microsoft.EntityFrameworkCore;
using static LiveCaptions.Server.Storage.FinalRows;

namespace LiveCaptions.Server.Storage;

/// <summary>What was said in other languages: a row beside each final's own, by which <see cref="FinalStore"/> reads it, too.</summary>
public sealed class TranslationStore(CaptionDatabase database)
{
    /// <summary>All translations of some finals, deleted ones too, in no order.</summary>
    /// <param name="cueIds">Of what was said.</param>
    public async Task<List<Cue>> FindAsync(string sessionId, IReadOnlyCollection<string> cueIds)
    {
        var rows = await database.ReadAsync(db => db.Finals
            .Where(f => f.SessionId == sessionId && cueIds.Contains(f.CueId) && f.Language != FinalRow.AsSaid)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    /// <summary>Languages that there are translations into. Costs as much as there are languages, however much is said.</summary>
    public async Task<List<string>> ListLanguagesAsync(string sessionId)
    {
        var languages = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var version in Enum.GetValues<CaptionVersion>())
        {
            for (var last = FinalRow.AsSaid; await FindNextAsync(sessionId, version, last) is { } next; last = next)
            {
                languages.Add(next);
            }
        }

        return [.. languages];
    }

    /// <summary>Finals that are not translated, in the order of their times.</summary>
    /// <param name="after">Those behind this one alone, so that going over all of them is one way; null for all.</param>
    public async Task<List<Cue>> ListMissingAsync(
        string sessionId, CaptionVersion version, string language, int limit, Cue? after = null)
    {
        var (start, seq) = (after?.Start ?? double.MinValue, after?.Seq ?? 0);
        var rows = await database.ReadAsync(db => Missing(db, sessionId, version, language)
            .Where(f => f.Start >= start && (f.Start > start || f.Seq > seq))
            .OrderBy(f => f.Start)
            .ThenBy(f => f.Seq)
            .Take(limit)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    /// <summary>When the first final behind a time begins that is not translated, in seconds.</summary>
    /// <returns>Null where all are.</returns>
    public Task<double?> FirstMissingAsync(string sessionId, string language, double from) => database.ReadAsync(db =>
        Missing(db, sessionId, CaptionVersion.Live, language).Where(f => f.Start >= from).MinAsync(f => (double?)f.Start));

    /// <summary>The finals said just before one, at most so many, in the order of their times.</summary>
    public async Task<List<Cue>> ListBeforeAsync(Cue cue, int limit)
    {
        var version = VersionOf(cue);
        var rows = await database.ReadAsync(db => In(db, cue.SessionId, version, languages: null)
            .Where(f => !f.Deleted && f.Start < cue.Start)
            .OrderByDescending(f => f.Start)
            .Take(limit)
            .Select(f => f.Json)
            .ToListAsync());
        rows.Reverse();
        return rows.ConvertAll(FromJson);
    }

    /// <summary>Translations that are under way at some time of a stretch of the session, in order of start. Times in seconds.</summary>
    /// <param name="longest">No final is longer.</param>
    public async Task<List<Cue>> ReadBetweenAsync(string sessionId, string language, double from, double to, double longest)
    {
        var rows = await database.ReadAsync(db => In(db, sessionId, CaptionVersion.Live, [language])
            .Where(f => !f.Deleted && f.Start >= from - longest && f.Start < to && f.End > from)
            .OrderBy(f => f.Start)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    /// <summary>Stores translations, in the places of those with their ids where there are any; whole or not at all.</summary>
    /// <param name="seqReserved">At least the last seq given out.</param>
    public Task PutAsync(string sessionId, IReadOnlyCollection<Cue> cues, long seqReserved) => database.WriteAsync(async db =>
    {
        var ids = cues.Select(cue => cue.Of!).ToHashSet(StringComparer.Ordinal);
        var there = await db.Finals
            .Where(f => f.SessionId == sessionId && ids.Contains(f.CueId) && f.Language != FinalRow.AsSaid)
            .ToDictionaryAsync(f => (f.CueId, f.Language));
        foreach (var row in cues.Select(ToRow))
        {
            if (there.TryGetValue((row.CueId, row.Language), out var old))
            {
                (old.Seq, old.Start, old.End, old.Deleted, old.Json) = (row.Seq, row.Start, row.End, row.Deleted, row.Json);
            }
            else
            {
                await db.Finals.AddAsync(row);
            }
        }

        await db.Sessions
            .Where(s => s.Id == sessionId && s.SeqReserved < seqReserved)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeqReserved, seqReserved));
    });

    /// <summary>
    /// The next language in the order of the index, which is looked into once: going over all finals for it would be dear.
    /// </summary>
    private Task<string?> FindNextAsync(string sessionId, CaptionVersion version, string last) => database.ReadAsync(db => db.Finals
        .Where(f => f.SessionId == sessionId && f.Version == version && string.Compare(f.Language, last) > 0 && !f.Deleted)
        .OrderBy(f => f.Language)
        .Select(f => f.Language)
        .FirstOrDefaultAsync());

    private static IQueryable<FinalRow> Missing(CaptionDbContext db, string sessionId, CaptionVersion version, string language) =>
        In(db, sessionId, version, languages: null).Where(f => !f.Deleted
            && !db.Finals.Any(t => t.SessionId == sessionId && t.CueId == f.CueId && t.Language == language && !t.Deleted));
}
