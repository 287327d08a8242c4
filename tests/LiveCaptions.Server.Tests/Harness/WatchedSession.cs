using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Tests.Fakes;

namespace LiveCaptions.Server.Tests.Harness;

/// <summary>A session, live or over, with a viewer by the hub who has all of its finals.</summary>
internal sealed class WatchedSession : IAsyncDisposable
{
    private readonly TestPublisher _publisher;

    private WatchedSession(TestSession session, TestPublisher publisher, HubClient viewer) =>
        (Session, _publisher, Viewer) = (session, publisher, viewer);

    public TestSession Session { get; }

    public HubClient Viewer { get; }

    public Corrector Person => new(Session);

    /// <param name="said">Word numbers of each final.</param>
    public static async Task<WatchedSession> StartAsync(TestServer server, bool live, params int[][] said)
    {
        var session = await server.CreateSessionAsync();
        var publisher = await session.PublishAsync();
        await publisher.SendAsync([.. said.SelectMany(words => FakeSpeech.Say(words)), .. FakeSpeech.Silence(0.5)]);
        await server.UntilAsync(async () => (await session.CuesAsync()).Count == said.Length);
        if (!live)
        {
            await publisher.CloseAsync();
        }

        var viewer = await HubClient.ConnectAsync(server, messagePack: live);
        await viewer.WatchAsync(session.Id);
        return new WatchedSession(session, publisher, viewer);
    }

    /// <summary>Waits until the viewer is told of a cue.</summary>
    public Task SeenAsync(Cue cue) => Viewer.UntilAsync(seen => seen.Id == cue.Id && seen.Revision == cue.Revision
        && seen.Text == cue.Text && seen.Start == cue.Start && seen.Speaker?.Id == cue.Speaker?.Id);

    public Task DeletionSeenAsync(string cueId) =>
        Viewer.UntilAsync(seen => seen.Id == cueId && seen is { Deleted: true, Text: "", Words: null, Kind: CueKind.Final });

    public async ValueTask DisposeAsync()
    {
        await Viewer.DisposeAsync();
        await _publisher.DisposeAsync();
    }
}
