using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using Microsoft.EntityFrameworkCore;
using static LiveCaptions.Server.Storage.FinalRows;

namespace LiveCaptions.Server.Storage;

/// <summary>The final cues of all sessions: what was sent to viewers was stored here before.</summary>
public sealed class FinalStore(CaptionDatabase database)
{
    // Whoever reads what was said takes half of the cores at most: the others are for what is being said.
    private readonly SemaphoreSlim _reading = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Stores what one transcript brings, whole or not at all.</summary>
    /// <param name="mayBeThere">It was tried before: the database may have stored it and failed to say so. Then its finals get the
    /// seqs that they have now.</param>
    public Task AddAsync(FinalBatch batch, bool mayBeThere = false) =>
        database.WriteAsync(db => FinalBatchRows.WriteAsync(db, batch, mayBeThere));

    /// <summary>
    /// Finals with a seq above <paramref name="after"/>, in order of seq; behind one that somebody has (0:
    /// none), those that are deleted, too.
    /// </summary>
    /// <param name="languages">Of which: tags of translations, and <see cref="FinalRow.AsSaid"/>; null is that alone.</param>
    public Task<List<Cue>> ReadAsync(
        string sessionId, long after = 0, int limit = int.MaxValue,
        CaptionVersion version = CaptionVersion.Live, IReadOnlyCollection<string>? languages = null) => InTurnAsync(async () =>
    {
        var rows = await database.ReadAsync(db => Behind(db, sessionId, after, version, languages)
            .OrderBy(f => f.Seq)
            .Take(limit)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    });

    /// <summary>All finals of a version, in order of start, with what of each a person should look at; null where nobody knows.</summary>
    public Task<List<(Cue Cue, DoubtfulPlaces? Review)>> ReadReviewedAsync(
        string sessionId, CaptionVersion version) => InTurnAsync(async () =>
    {
        var rows = await database.ReadAsync(db => Said(db, sessionId, version)
            .OrderBy(f => f.Start).ThenBy(f => f.Seq)
            .Select(f => new { f.Json, f.Review })
            .ToListAsync());
        return rows.ConvertAll(row => (FromJson(row.Json), DoubtfulPlaces.FromJson(row.Review)));
    });

    /// <summary>Finals of all versions that were deleted.</summary>
    public Task<List<Cue>> ReadDeletedAsync(string sessionId) => InTurnAsync(async () =>
    {
        var rows = await database.ReadAsync(db => Any(db, sessionId).Where(f => f.Deleted).Select(f => f.Json).ToListAsync());
        return rows.ConvertAll(FromJson);
    });

    /// <summary>Ids of all of a version, deleted ones too.</summary>
    public Task<List<string>> ListIdsAsync(string sessionId, CaptionVersion version) =>
        database.ReadAsync(db => All(db, sessionId, version).Select(f => f.CueId).ToListAsync());

    /// <summary>Finals of a session in all versions, deleted ones too, without translations.</summary>
    public Task<int> CountAllAsync(string sessionId) => database.ReadAsync(db => Any(db, sessionId).CountAsync());

    /// <summary>Puts a transcript for publishing in the place of the one before, whole or not at all.</summary>
    /// <param name="speakers">Those of them that the session has not yet.</param>
    /// <param name="reviews">By id of the cue, what of it a person should look at; null where nobody knows.</param>
    public Task ReplacePublishingAsync(
        string sessionId, IReadOnlyList<Cue> cues, IReadOnlyList<KnownSpeaker> speakers,
        IReadOnlyDictionary<string, DoubtfulPlaces>? reviews = null) =>
        database.EraseAsync(async db =>
        {
            await db.Finals.Where(f => f.SessionId == sessionId && f.Version == CaptionVersion.Publishing).ExecuteDeleteAsync();
            await db.Finals.AddRangeAsync(cues.Select(cue => ToRow(cue, reviews?.GetValueOrDefault(cue.Id))));
            await db.Speakers.AddRangeAsync(speakers.Select(speaker => SpeakerRow.Of(sessionId, speaker)));

            // Seqs of later corrections lie above.
            await FinalBatchRows.ReserveAsync(db, sessionId, cues.Count);
        });

    /// <summary>
    /// The newest finals with a seq between two, in order of seq: as many as fit, but one at least where there is any. Those that
    /// are deleted are among them as in <see cref="ReadAsync"/>.
    /// </summary>
    /// <param name="before">Null is behind the newest.</param>
    /// <param name="bytes">What all together may take as JSON.</param>
    /// <param name="languages">As in <see cref="ReadAsync"/>.</param>
    /// <returns>And whether there are older ones between the two.</returns>
    public Task<(List<Cue> Finals, bool More)> ReadNewestAsync(
        string sessionId, long after, long? before, int limit, int bytes = int.MaxValue,
        IReadOnlyCollection<string>? languages = null) => InTurnAsync(async () =>
        {
            var below = before ?? long.MaxValue;
            var rows = await database.ReadAsync(db => Behind(db, sessionId, after, CaptionVersion.Live, languages)
                .Where(f => f.Seq < below)
                .OrderByDescending(f => f.Seq)
                .Take(limit + 1)
                .Select(f => f.Json)
                .ToListAsync());
            var fitting = rows.Take(limit).TakeWhile((json, i) => (bytes -= Encoding.UTF8.GetByteCount(json)) >= 0 || i == 0)
                .Select(FromJson).Reverse().ToList();
            return (fitting, fitting.Count < rows.Count);
        });

    /// <summary>Those of some ids that there are, deleted ones too, in no order.</summary>
    public async Task<List<Cue>> FindAsync(string sessionId, IReadOnlyCollection<string> cueIds)
    {
        var rows = await database.ReadAsync(db =>
            Any(db, sessionId).Where(f => cueIds.Contains(f.CueId)).Select(f => f.Json).ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    /// <summary>Stores what a person changes, whole or not at all; what was before it is in its step alone from then on.</summary>
    public Task EditAsync(EditBatch batch) => database.EraseSoonAsync(async db =>
    {
        await FinalUpdates.WriteAsync(db, batch.Changed.Concat(batch.Translations).Select(ToRow));
        await db.Finals.AddRangeAsync(batch.Added.Select(ToRow));
        await db.Speakers.AddRangeAsync(batch.Speakers.Select(speaker => SpeakerRow.Of(batch.Edit.SessionId, speaker)));
        await EditStore.PutAsync(db, batch.Edit, batch.IsNew);
        await FinalBatchRows.ReserveAsync(db, batch.Edit.SessionId, batch.SeqReserved);
    });

    /// <summary>
    /// Gives a speaker another label in all finals of a session; they keep their seqs, as viewers are told apart from this.
    /// </summary>
    public Task RenameSpeakerAsync(string sessionId, string speakerId, string label) => database.EraseSoonAsync(async db =>
    {
        await foreach (var row in db.Finals.Where(f => f.SessionId == sessionId).AsAsyncEnumerable())
        {
            if (FromJson(row.Json) is { Speaker: { } speaker } cue && speaker.Id == speakerId)
            {
                row.Json = ToJson(cue with { Speaker = speaker with { Label = label } });
            }
        }
    });

    /// <summary>Finals that are under way at some time of a stretch of the session, in order of start. Times in seconds.</summary>
    /// <param name="longest">No final is longer; those that begin earlier are not looked at.</param>
    public async Task<List<Cue>> ReadBetweenAsync(string sessionId, double from, double to, double longest)
    {
        var rows = await database.ReadAsync(db => Said(db, sessionId).Where(f => f.Start >= from - longest && f.Start < to && f.End > from)
            .OrderBy(f => f.Start)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    /// <summary>Times of the final that begins last, in seconds; null where there is none.</summary>
    public async Task<(double Start, double End)?> LastTimesAsync(string sessionId)
    {
        var last = await database.ReadAsync(db => Said(db, sessionId)
            .OrderByDescending(f => f.Start)
            .Select(f => new { f.Start, f.End })
            .FirstOrDefaultAsync());
        return last is null ? null : (last.Start, last.End);
    }

    /// <summary>Seq of the last final, or of the last one that was deleted; 0 where there is none.</summary>
    /// <param name="languages">As in <see cref="ReadAsync"/>.</param>
    public async Task<long> LastSeqAsync(string sessionId, IReadOnlyCollection<string>? languages = null) =>
        await database.ReadAsync(db => In(db, sessionId, CaptionVersion.Live, languages).MaxAsync(f => (long?)f.Seq)) ?? 0;

    /// <summary>Finals per session, for those of <paramref name="sessionIds"/> that have any.</summary>
    public Task<Dictionary<string, int>> CountAsync(IReadOnlyCollection<string> sessionIds) => database.ReadAsync(db => db.Finals
        .Where(f => sessionIds.Contains(f.SessionId) && f.Version == CaptionVersion.Live && f.Language == FinalRow.AsSaid && !f.Deleted)
        .GroupBy(f => f.SessionId)
        .Select(g => new { g.Key, Count = g.Count() })
        .ToDictionaryAsync(g => g.Key, g => g.Count));

    private async Task<T> InTurnAsync<T>(Func<Task<T>> read)
    {
        await _reading.WaitAsync();
        try
        {
            return await read();
        }
        finally
        {
            _reading.Release();
        }
    }
}
