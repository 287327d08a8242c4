using LiveCaptions.Server.Exports;
using System.Text.Json;
using LiveCaptions.Server.Captions;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage;

/// <summary>The final cues of all sessions: what was sent to viewers was stored here before.</summary>
public sealed class FinalStore(CaptionDatabase database)
{
    /// <summary>Stores the finals of one transcript together with how far the track is transcribed by them.</summary>
    /// <param name="transcribedUntil">Sample of the track up to which nothing is left to recognise; null leaves it.</param>
    /// <param name="seqReserved">At least the last seq given out.</param>
    public Task AddAsync(string sessionId, int track, long? transcribedUntil, IEnumerable<Cue> finals, long seqReserved) => database.WriteAsync(async db =>
    {
        await db.Finals.AddRangeAsync(finals.Select(ToRow));
        if (transcribedUntil is { } until)
        {
            await db.Tracks
                .Where(t => t.SessionId == sessionId && t.Number == track)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.TranscribedUntil, until));
        }

        await db.Sessions
            .Where(s => s.Id == sessionId && s.SeqReserved < seqReserved)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeqReserved, seqReserved));
    });

    /// <summary>Finals with a seq above <paramref name="after"/>, in order of seq.</summary>
    public async Task<List<Cue>> ReadAsync(string sessionId, long after = 0, int limit = int.MaxValue)
    {
        var rows = await database.ReadAsync(db => db.Finals
            .Where(f => f.SessionId == sessionId && f.Seq > after)
            .OrderBy(f => f.Seq)
            .Take(limit)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    public async Task<Cue?> FindAsync(string sessionId, string cueId)
    {
        var json = await database.ReadAsync(db => db.Finals
            .Where(f => f.SessionId == sessionId && f.CueId == cueId)
            .Select(f => f.Json)
            .FirstOrDefaultAsync());
        return json is null ? null : FromJson(json);
    }

    /// <summary>Puts a corrected cue in the place of the one with its id.</summary>
    public Task ReplaceAsync(Cue cue, long seqReserved) => database.WriteAsync(async db =>
    {
        var row = await db.Finals.FirstAsync(f => f.SessionId == cue.SessionId && f.CueId == cue.Id);
        row.Seq = cue.Seq;
        row.Start = cue.Start;
        row.End = cue.End;
        row.Json = JsonSerializer.Serialize(cue, CaptionJson.Options);
        await db.Sessions
            .Where(s => s.Id == cue.SessionId && s.SeqReserved < seqReserved)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeqReserved, seqReserved));
    });

    /// <summary>Finals that are under way at some time of a stretch of the session, in order of start. Times in seconds.</summary>
    /// <param name="longest">No final is longer; those that begin earlier are not looked at.</param>
    public async Task<List<Cue>> ReadBetweenAsync(string sessionId, double from, double to, double longest)
    {
        var rows = await database.ReadAsync(db => db.Finals
            .Where(f => f.SessionId == sessionId && f.Start >= from - longest && f.Start < to && f.End > from)
            .OrderBy(f => f.Start)
            .Select(f => f.Json)
            .ToListAsync());
        return rows.ConvertAll(FromJson);
    }

    /// <summary>Times of the final that begins last, in seconds; null where there is none.</summary>
    public async Task<(double Start, double End)?> LastTimesAsync(string sessionId)
    {
        var last = await database.ReadAsync(db => db.Finals
            .Where(f => f.SessionId == sessionId)
            .OrderByDescending(f => f.Start)
            .Select(f => new { f.Start, f.End })
            .FirstOrDefaultAsync());
        return last is null ? null : (last.Start, last.End);
    }

    /// <summary>Seq of the last final; 0 where there is none.</summary>
    public async Task<long> LastSeqAsync(string sessionId) =>
        await database.ReadAsync(db => db.Finals.Where(f => f.SessionId == sessionId).MaxAsync(f => (long?)f.Seq)) ?? 0;

    /// <summary>Finals per session, for those of <paramref name="sessionIds"/> that have any.</summary>
    public Task<Dictionary<string, int>> CountAsync(IReadOnlyCollection<string> sessionIds) => database.ReadAsync(db => db.Finals
        .Where(f => sessionIds.Contains(f.SessionId))
        .GroupBy(f => f.SessionId)
        .Select(g => new { g.Key, Count = g.Count() })
        .ToDictionaryAsync(g => g.Key, g => g.Count));

    private static Cue FromJson(string json) => JsonSerializer.Deserialize<Cue>(json, CaptionJson.Options)!;

    private static FinalRow ToRow(Cue cue) => new()
    {
        SessionId = cue.SessionId,
        CueId = cue.Id,
        Seq = cue.Seq,
        Start = cue.Start,
        End = cue.End,
        Json = JsonSerializer.Serialize(cue, CaptionJson.Options),
    };
}
