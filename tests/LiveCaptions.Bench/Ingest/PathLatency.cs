using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Clients;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Ingest;

/// <summary>
/// How long audio is on its way from being spoken to being recorded, by WHIP through several networks, and by the WebSocket.
/// </summary>
internal sealed class PathLatency(BenchServer server, BenchPublishers publishers, TimeProvider time)
{
    // The longest that a gap at the end is waited for.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(400);

    private static readonly (string Name, NetworkModel Network, int ExpectedLoss)[] Networks =
    [
        ("whip", new NetworkModel(), 0),
        ("whip, 1 % loss", new NetworkModel(Loss: 0.01), 1),
        ("whip, 5 % loss", new NetworkModel(Loss: 0.05), 5),
        ("whip, 30 ms jitter", new NetworkModel(Jitter: TimeSpan.FromMilliseconds(30)), 0),
    ];

    /// <param name="samples">What is spoken each time.</param>
    public async Task<PathFigures> RunAsync(short[] samples, CancellationToken cancellationToken)
    {
        var paths = new List<PathDelay>();
        foreach (var (name, network, expectedLoss) in Networks)
        {
            paths.Add(await ByWhipAsync(name, network, SpeechPackets.Encode(samples, expectedLoss), cancellationToken));
        }

        paths.Add(await ByWebSocketAsync(samples, cancellationToken));
        return new PathFigures { Paths = paths };
    }

    private async Task<PathDelay> ByWhipAsync(
        string name, NetworkModel network, IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        var session = await publishers.CreateSessionAsync(cancellationToken);
        var client = await publishers.ConnectAsync(session, nack: false, cancellationToken);
        var track = publishers.TrackOf(session);
        var speaker = new RtpSpeaker(client.Link, network, time);
        await speaker.SpeakAsync(packets, cancellationToken);
        await Task.Delay(Rest, time, cancellationToken);
        var delays = RecordingDelay.Of(track, speaker.Start, from: 0, AudioFormat.ToSeconds(packets.Count * SpeechPackets.Samples));
        await BenchPublishers.LeaveAsync(client);
        return new PathDelay(
            name, Distribution.Of(delays), await LostAudioAsync(session.Id, cancellationToken), Math.Round(speaker.WorstDelay, 3));
    }

    private async Task<PathDelay> ByWebSocketAsync(short[] samples, CancellationToken cancellationToken)
    {
        var session = await publishers.CreateSessionAsync(cancellationToken);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        var track = publishers.TrackOf(session);
        await publisher.SpeakAsync(samples, cancellationToken);
        await publisher.UntilClosedAsync();
        var start = time.GetUtcNow() - time.GetElapsedTime(publisher.Start);
        var delays = RecordingDelay.Of(track, start, from: 0, AudioFormat.ToSeconds(samples.Length));
        return new PathDelay("websocket, 40 ms", Distribution.Of(delays), LostAudio: 0, Math.Round(publisher.WorstDelay, 3));
    }

    private async Task<double> LostAudioAsync(string id, CancellationToken cancellationToken) =>
        (await server.Http.GetFromJsonAsync<SessionView>($"api/sessions/{id}", CaptionJson.Options, cancellationToken))!.LostAudio;
}
