using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using Microsoft.EntityFrameworkCore;

namespace LiveCaptions.Server.Storage.Searching;

/// <summary>
/// Search over the transcripts of all sessions: of each the version that is published, as it was said. The database keeps the index with
/// every change of a final (<see cref="CaptionDbContext.Matching"/>), so that what is deleted is found no more.
/// </summary>
public sealed class TranscriptSearch(CaptionDatabase database, SessionStore sessions)
{
    /// <summary>Finals of a session that are shown.</summary>
    private const int Shown = 3;

    // Words that are everywhere have the whole index read: never by so many that nothing is left for what is being said.
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Newest session first.</summary>
    /// <param name="before">The session that the page starts after; null for the first page.</param>
    /// <exception cref="OperationCanceledException">Who asked does not wait any more.</exception>
    public async Task<IReadOnlyList<FoundSession>> FindAsync(
        SearchTerms terms, SessionFilter filter, int limit, SessionRow? before, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            var found = await sessions.ListAsync(limit, before, db => Titled(filter.Of(db.Sessions), terms)
                .Union(filter.Of(db.Sessions).Where(s => Hits(db, terms).Select(f => f.SessionId).Contains(s.Id))));
            return found.Count == 0 ? [] : await CompleteAsync(found, terms, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<IReadOnlyList<FoundSession>> CompleteAsync(
        List<SessionRow> found, SearchTerms terms, CancellationToken cancellationToken)
    {
        var ids = found.ConvertAll(session => session.Id);
        var hits = await database.ReadAsync(db => Hits(db, terms)
            .Where(f => ids.Contains(f.SessionId))
            .GroupBy(f => f.SessionId)
            .Select(g => new { g.Key, Count = g.Count(), First = g.OrderBy(f => f.Start).Take(Shown).Select(f => f.Json).ToList() })
            .ToDictionaryAsync(g => g.Key, cancellationToken));
        return found.ConvertAll(session => hits.TryGetValue(session.Id, out var own)
            ? new FoundSession(session, own.Count, own.First.ConvertAll(FromJson))
            : new FoundSession(session, 0, []));
    }

    private static Cue FromJson(string json) => JsonSerializer.Deserialize<Cue>(json, CaptionJson.Options)!;

    private static IQueryable<FinalRow> Hits(CaptionDbContext db, SearchTerms terms) => db.Matching(terms)
        .Where(f => f.Language == FinalRow.AsSaid && !f.Deleted
            && db.Sessions.Any(s => s.Id == f.SessionId
                && (s.Publishing == PublishingState.Done) == (f.Version == CaptionVersion.Publishing)));

    private static IQueryable<SessionRow> Titled(IQueryable<SessionRow> all, SearchTerms terms) => terms.All
        .Select(term => term.ToLowerInvariant())
        .Aggregate(all, (titled, term) => titled.Where(s => s.Title != null && s.Title.ToLower().Contains(term)));
}
