using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace LiveCaptions.Server.Publishing;

/// <summary>
/// What was told of sessions last. As long as a session is as it was, nobody goes through it again, however often it is asked for; and
/// who asks at the same time waits for one answer.
/// </summary>
/// <typeparam name="T">Small: it is in memory for a while, also of sessions that are deleted.</typeparam>
internal sealed class AnalysisCache<T>(TranscriptMarks marks, AnalysisTurn turn) : IDisposable
    where T : class
{
    private const int MostSessions = 64;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _told = new(new MemoryCacheOptions { SizeLimit = MostSessions });

    /// <param name="analyse">Goes through the session. In the turn of who does so.</param>
    /// <exception cref="OperationCanceledException">Who asked is gone.</exception>
    public async Task<T> GetAsync(SessionView session, Func<Task<T>> analyse, CancellationToken cancellationToken)
    {
        // Read first: what changes while it is gone through makes another state.
        var state = await StateOfAsync(session);
        return Find(session.Id, state) ?? await turn.RunAsync(
            async () => Find(session.Id, state) ?? Keep(session.Id, state, await analyse()), cancellationToken);
    }

    public void Dispose() => _told.Dispose();

    private T? Find(string id, string state) =>
        _told.TryGetValue(id, out Told? told) && told!.State == state ? told.What : null;

    private T Keep(string id, string state, T what)
    {
        _told.Set(id, new Told(state, what), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return what;
    }

    private async Task<string> StateOfAsync(SessionView session)
    {
        var mark = await marks.ReadAsync(session.Id);
        return JsonSerializer.Serialize(
            new
            {
                mark, session.Title, session.Language, session.Keyterms, session.Published, session.CorrectedAt, session.Duration,
                session.LostAudio, session.Source, session.Live, session.Speakers,
            },
            CaptionJson.Options);
    }

    private sealed record Told(string State, T What);
}
