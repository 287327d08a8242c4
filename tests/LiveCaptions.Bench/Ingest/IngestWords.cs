using LiveCaptions.Clients;
using LiveCaptions.Server.Api;

namespace LiveCaptions.Bench.Ingest;

/// <summary>The same words by different ways, live and in real time: what is understood of them.</summary>
internal sealed class IngestWords(BenchServer server, BenchPublishers publishers, TimeProvider time)
{
    private const int Streams = 4;
    private const double Gap = 0.8;

    // Two ways at a time, so that it is done in time; finals do not depend on load.
    private static readonly WordsPath[][] Rounds =
    [
        [new("websocket", Network: null), new("whip", new NetworkModel())],
        [
            new("whip, 5 % loss, FEC", new NetworkModel(Loss: 0.05)),
            new("whip, 5 % loss, FEC and NACK", new NetworkModel(Loss: 0.05), Nack: true)
        ],
        [new("whip, 10 % loss, FEC and NACK", new NetworkModel(Loss: 0.1), Nack: true)],
    ];

    /// <param name="clips">Shared out among the streams, one behind the other.</param>
    public async Task<WordsFigures> RunAsync(IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var programmes = await JoinAsync(clips, cancellationToken);
        var paths = new List<WordsPathFigures>();
        foreach (var round in Rounds)
        {
            var heard = round
                .Select(path => Task.WhenAll(programmes.Select(programme => HearAsync(path, programme.Programme, cancellationToken))))
                .ToList();
            foreach (var (path, hearing) in round.Zip(heard))
            {
                paths.Add(Compare(path.Name, programmes, await hearing));
            }
        }

        return new WordsFigures { AudioSeconds = programmes.Sum(programme => programme.Programme.Duration), Paths = paths };
    }

    private static WordsPathFigures Compare(string path, List<Reference> programmes, IReadOnlyList<string>[] heard)
    {
        var pairs = programmes.Zip(heard).ToList();
        return new WordsPathFigures(
            path,
            pairs.Select(pair => WordErrorRate.Between(pair.First.Programme.Text, string.Join(' ', pair.Second)))
                .Aggregate(WordErrorRate.None, (sum, wer) => sum + wer),
            pairs.Sum(pair => WordErrorRate.Between(pair.First.Transcribed, pair.Second).Errors));
    }

    private async Task<List<Reference>> JoinAsync(IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var programmes = new List<Reference>();
        for (var stream = 0; stream < Math.Min(Streams, clips.Count); stream++)
        {
            var programme = await Programme.JoinAsync([.. clips.Where((_, index) => index % Streams == stream)], Gap, cancellationToken);
            programmes.Add(new Reference(programme, await UnhurriedRun.WordsAsync(server.Engine, programme, cancellationToken)));
        }

        return programmes;
    }

    /// <returns>The finals' words.</returns>
    private async Task<IReadOnlyList<string>> HearAsync(WordsPath path, Programme programme, CancellationToken cancellationToken)
    {
        var session = await publishers.CreateSessionAsync(cancellationToken);
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken);
        var watching = viewer.WatchAsync(cancellationToken);
        var start = time.GetTimestamp();
        await (path.Network is { } network
            ? SpeakByWhipAsync(session, network, path.Nack, SpeechPackets.Encode(programme.Samples, path.ExpectedLoss), cancellationToken)
            : SpeakByWebSocketAsync(session, programme.Samples, cancellationToken));
        await watching;
        return LiveFigures.From(viewer.ArrivalsSince(start)).Words;
    }

    private async Task SpeakByWhipAsync(
        CreatedSession session, NetworkModel network, bool nack, IReadOnlyList<byte[]> packets, CancellationToken cancellationToken)
    {
        var client = await publishers.ConnectAsync(session, nack, cancellationToken);
        await new RtpSpeaker(client.Link, network, time).SpeakAsync(packets, cancellationToken);
        await BenchPublishers.LeaveAsync(client);
    }

    private async Task SpeakByWebSocketAsync(CreatedSession session, short[] samples, CancellationToken cancellationToken)
    {
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        await publisher.SpeakAsync(samples, cancellationToken);
        await publisher.UntilClosedAsync();
    }

    private sealed record Reference(Programme Programme, IReadOnlyList<string> Transcribed);
}
