using LiveCaptions.Captions.Metadata;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Publishing.Metadata;

/// <summary>A session's metadata: suggested from its published transcript as it is now, but for what a person wrote, which stays.</summary>
internal sealed class MetadataReader(FinalStore finals, EmotionStore emotions, MetadataStore store, AnalysisTurn turn, TimeProvider time)
{
    public async Task<SessionMetadata> ReadAsync(SessionView session, CancellationToken cancellationToken)
    {
        var suggested = await SuggestAsync(session, cancellationToken);
        return await store.FindAsync(session.Id) is { } row ? MetadataEdits.FromJson(row.Json).Over(suggested) : suggested;
    }

    /// <summary>Keeps what a person wrote, in the place of what somebody wrote before.</summary>
    public async Task<SessionMetadata> WriteAsync(SessionView session, MetadataEdits edits, CancellationToken cancellationToken)
    {
        var suggested = await SuggestAsync(session, cancellationToken);
        var written = edits.Without(suggested);
        await (written.Names().Count == 0
            ? store.DeleteAsync(session.Id)
            : store.PutAsync(new MetadataRow { SessionId = session.Id, Json = written.ToJson(), At = time.GetUtcNow() }));
        return written.Over(suggested);
    }

    private Task<SessionMetadata> SuggestAsync(SessionView session, CancellationToken cancellationToken) => turn.RunAsync(async () =>
    {
        var cues = await finals.ReadAsync(session.Id, version: session.Published);
        return SuggestedMetadata.Of(new MetadataInput
        {
            Title = session.Title,
            Language = session.Language ?? cues.Select(cue => cue.Language).FirstOrDefault(language => language is not null),
            Cues = [.. cues.OrderBy(cue => cue.Start).ThenBy(cue => cue.Seq)],
            Emotions = await emotions.ReadAsync(session.Id),
            Keyterms = session.Keyterms ?? [],
            Marks = session.Marks ?? [],
            Duration = session.Duration,
        });
    }, cancellationToken);
}
