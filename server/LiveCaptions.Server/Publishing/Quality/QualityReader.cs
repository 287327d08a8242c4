using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Quality;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Quality;

/// <summary>Puts together what a session's quality is told from. What people changed of it may be large.</summary>
internal sealed class QualityReader(FinalStore finals, EditStore edits, AnalysisCache<QualityReport> told, TimeProvider time)
{
    public Task<QualityReport> ReadAsync(SessionView session, CancellationToken cancellationToken) =>
        told.GetAsync(session, async () => QualityReport.Of(await InputOfAsync(session)), cancellationToken);

    /// <summary>What it is told from. In the turn of who goes through whole sessions.</summary>
    public async Task<QualityInput> InputOfAsync(SessionView session)
    {
        var first = await FirstFinals.ReadAsync(edits, session.Id);
        var deleted = await finals.ReadDeletedAsync(session.Id);
        var live = await ReadAsync(session.Id, CaptionVersion.Live);
        var published = session.Published == CaptionVersion.Live ? live : await ReadAsync(session.Id, CaptionVersion.Publishing);
        return new QualityInput
        {
            SessionId = session.Id,
            Title = session.Title,
            Language = session.Language ?? live.Select(cue => cue.Language).FirstOrDefault(language => language is not null),
            MadeAt = time.GetUtcNow(),
            CorrectedAt = session.CorrectedAt,
            Seen = first.Of([.. live, .. deleted.Where(cue => !CueIds.IsOfPublishing(cue.Id))]),
            IsSeenKnown = first.IsKnown,
            Live = live,
            Published = published,
            PublishedBefore = session.Published == CaptionVersion.Live
                ? null
                : first.Of([.. published, .. deleted.Where(cue => CueIds.IsOfPublishing(cue.Id))]),
            IsLive = session.Source is null || session.Live is true,
            Duration = session.Duration,
            LostAudio = session.LostAudio,
        };
    }

    private async Task<List<Cue>> ReadAsync(string id, CaptionVersion version) =>
        [.. (await finals.ReadAsync(id, version: version)).OrderBy(cue => cue.Start).ThenBy(cue => cue.Seq)];
}
