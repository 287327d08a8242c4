using LiveCaptions.Bench.Ingest;
using LiveCaptions.Clients;
using LiveCaptions.Clients.Rtmp;
using LiveCaptions.Server.Api;
using LiveCaptions.Server.Sessions.Tracks;

namespace LiveCaptions.Bench.Rtmp;

/// <summary>One programme live by WebSocket and by RTMP: how late and how right its words are.</summary>
internal sealed class RtmpWords(BenchServer server, TimeProvider time)
{
    public async Task<IReadOnlyList<RtmpPathFigures>> RunAsync(
        Programme programme, IReadOnlyList<string> transcribed, CancellationToken cancellationToken) => await Task.WhenAll(
            HearAsync("websocket", programme, transcribed, SpeakByWebSocketAsync, cancellationToken),
            HearAsync("rtmp", programme, transcribed, SpeakByRtmpAsync, cancellationToken));

    private async Task<RtmpPathFigures> HearAsync(
        string path, Programme programme, IReadOnlyList<string> transcribed,
        Func<CreatedSession, Programme, CancellationToken, Task<Spoken>> speak, CancellationToken cancellationToken)
    {
        var session = await server.MakeSessionAsync(cancellationToken);
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken);
        var watching = viewer.WatchAsync(cancellationToken);
        var spoken = await speak(session, programme, cancellationToken);
        await watching;
        var live = LiveFigures.From(viewer.ArrivalsSince(spoken.Start));
        var start = time.GetUtcNow() - time.GetElapsedTime(spoken.Start);
        return new RtmpPathFigures(
            path,
            WordErrorRate.Between(programme.Text, live.Text),
            WordErrorRate.Between(transcribed, live.Words).Errors,
            Distribution.Of(RecordingDelay.Of(spoken.Track, start, from: 0, programme.Duration)),
            Distribution.Of(live.StableWord),
            Distribution.Of(live.FirstShown),
            Math.Round(spoken.WorstDelay, 3));
    }

    private async Task<Spoken> SpeakByWebSocketAsync(CreatedSession session, Programme programme, CancellationToken cancellationToken)
    {
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        var track = server.TrackOf(session);
        await publisher.SpeakAsync(programme.Samples, cancellationToken);
        await publisher.UntilClosedAsync();
        return new Spoken(publisher.Start, publisher.WorstDelay, track);
    }

    private async Task<Spoken> SpeakByRtmpAsync(CreatedSession session, Programme programme, CancellationToken cancellationToken)
    {
        var tags = await FlvFile.EncodeAsync(programme.Samples, cancellationToken);
        var speaker = await RtmpSpeaker.ConnectAsync(session, time, cancellationToken);
        var track = server.TrackOf(session);
        await speaker.SpeakAsync(tags, cancellationToken);
        return new Spoken(speaker.Start, speaker.WorstDelay, track);
    }

    private sealed record Spoken(long Start, double WorstDelay, AudioTrack Track);
}
