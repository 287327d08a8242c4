using LiveCaptions.Clients;
using LiveCaptions.Server.Api;

namespace LiveCaptions.Bench;

/// <summary>One session with its publisher and one viewer.</summary>
public sealed class LiveStream : IDisposable
{
    private readonly PacedPublisher _publisher;
    private readonly CueViewer _viewer;

    private LiveStream(Programme programme, PacedPublisher publisher, CueViewer viewer) =>
        (Programme, _publisher, _viewer) = (programme, publisher, viewer);

    public Programme Programme { get; }

    /// <summary>
    /// Seconds that the publisher's latest message was behind its schedule: more than a few hundredths mean that the machine is overloaded.
    /// </summary>
    public double WorstPublishDelay => _publisher.WorstDelay;

    /// <returns>Null when the server refuses with 503, because it is full.</returns>
    public static async Task<LiveStream?> OpenAsync(
        BenchServer server, Programme programme, TimeProvider time, CancellationToken cancellationToken)
    {
        return await server.CreateSessionAsync(cancellationToken) is { } session
            ? await OpenAsync(session, server.Http, programme, time, cancellationToken)
            : null;
    }

    /// <param name="http">Of who may watch.</param>
    /// <returns>Null when the server refuses with 503, because it is full.</returns>
    public static async Task<LiveStream?> OpenAsync(
        CreatedSession session, HttpClient http, Programme programme, TimeProvider time, CancellationToken cancellationToken)
    {
        var viewer = await CueViewer.ConnectAsync(http, session.Id, time, cancellationToken);
        if (await PacedPublisher.ConnectAsync(session, time, cancellationToken) is { } publisher)
        {
            return new LiveStream(programme, publisher, viewer);
        }

        viewer.Dispose();
        return null;
    }

    /// <param name="spoken">Called when all audio is sent; finals may still be to come.</param>
    /// <returns>What the viewer got until the session was over.</returns>
    public async Task<LiveFigures> PlayAsync(Action? spoken, CancellationToken cancellationToken)
    {
        var watching = _viewer.WatchAsync(cancellationToken);
        await _publisher.SpeakAsync(Programme.Samples, cancellationToken);
        spoken?.Invoke();
        await _publisher.UntilClosedAsync();
        await watching;
        return LiveFigures.From(_viewer.ArrivalsSince(_publisher.Start));
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _viewer.Dispose();
    }
}
