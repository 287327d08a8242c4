using LiveCaptions.Media.WebRtc.Srtp;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Ingest;

/// <summary>WebRTC ingest from its packets to its storms: first without a server, then with one.</summary>
/// <param name="clips">May be none: then there are no words, and the rest hears something like speech.</param>
/// <param name="progress">Is told what is measured next.</param>
internal sealed class IngestBench(IngestSettings settings, IReadOnlyList<BenchClip> clips, TimeProvider time, TextWriter progress)
    : IDisposable
{
    private const int GarbagePerSecond = 10_000;

    // Of the storm: what a hundred connections may take.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    private readonly BenchHandshakes _handshakes = new(time);

    // Shares of the duration.
    private TimeSpan Half => settings.Duration / 2;

    private TimeSpan Quarter => settings.Duration / 4;

    /// <summary>What needs no server; nothing else should be going on in this process.</summary>
    public async Task<IngestFigures> RunTransportAsync(CancellationToken cancellationToken)
    {
        var audio = await SpeakAsync(3 * settings.Duration, cancellationToken);
        var packets = SpeechPackets.Encode(audio, expectedLoss: 5);
        var figures = new IngestFigures();
        if (await IsWantedAsync(IngestPart.Receive))
        {
            var cost = new ReceiveCost(packets);
            var streams = (int)Math.Ceiling(settings.Duration.TotalSeconds);
            figures = figures with
            {
                Receive = [cost.Measure(SrtpProfile.Aes128Gcm, streams), cost.Measure(SrtpProfile.Aes128CmSha1, streams)]
            };
        }

        if (await IsWantedAsync(IngestPart.Udp))
        {
            // Without FEC: what is lost shall be seen as lost.
            var plain = SpeechPackets.Encode(audio, expectedLoss: 0);
            figures = figures with
            {
                Udp = await new UdpLoad(_handshakes, time).RunAsync(settings.Streams, plain, settings.Duration, cancellationToken)
            };
        }

        if (await IsWantedAsync(IngestPart.Handshakes))
        {
            figures = figures with { Handshakes = await new HandshakeCost(_handshakes, time).RunAsync(Quarter, cancellationToken) };
        }

        if (await IsWantedAsync(IngestPart.Garbage))
        {
            var count = (int)(GarbagePerSecond * settings.Duration.TotalSeconds);
            figures = figures with { Garbage = await new GarbageCost(_handshakes, time).RunAsync(count, packets, cancellationToken) };
        }

        return figures;
    }

    /// <summary>What needs the real server.</summary>
    public async Task<IngestFigures> RunServerAsync(BenchServer server, IngestFigures figures, CancellationToken cancellationToken)
    {
        var publishers = new BenchPublishers(server, _handshakes, time);
        if (await IsWantedAsync(IngestPart.FirstAudio))
        {
            var packets = SpeechPackets.Encode(await SpeakAsync(Quarter, cancellationToken), expectedLoss: 0);
            figures = figures with { FirstAudio = await new FirstAudio(publishers, time).RunAsync(
                (int)settings.Duration.TotalSeconds, packets, cancellationToken) };
        }

        if (await IsWantedAsync(IngestPart.PathLatency))
        {
            figures = figures with { PathLatency = await new PathLatency(server, publishers, time).RunAsync(
                await SpeakAsync(Half, cancellationToken), cancellationToken) };
        }

        if (clips.Count > 0 && await IsWantedAsync(IngestPart.Words))
        {
            figures = figures with { Words = await new IngestWords(server, publishers, time).RunAsync(clips, cancellationToken) };
        }

        if (await IsWantedAsync(IngestPart.Cut))
        {
            var samples = await SpeakAsync((2 * Quarter) + settings.Cut + NetworkCut.Reserve, cancellationToken);
            figures = figures with
            {
                Cut = await new NetworkCut(server, publishers, time).RunAsync(samples, Quarter, settings.Cut, cancellationToken)
            };
        }

        return figures;
    }

    /// <summary>What needs a server whose engine takes any number of streams.</summary>
    /// <param name="start">Starts one with the engine that is given.</param>
    public async Task<IngestFigures> RunStormAsync(
        Func<SpeechEngine, Task<BenchServer>> start, IngestFigures figures, CancellationToken cancellationToken)
    {
        if (!await IsWantedAsync(IngestPart.Storm))
        {
            return figures;
        }

        await using var server = await start(new QuietRecognizer().ToEngine());
        var storm = new ConnectStorm(new BenchPublishers(server, _handshakes, time), time);
        return figures with { Storm = await storm.RunAsync(
            settings.Storm, await SpeakAsync((2 * settings.Duration) + Reserve, cancellationToken), Quarter, Half, cancellationToken) };
    }

    public void Dispose() => _handshakes.Dispose();

    private Task<short[]> SpeakAsync(TimeSpan length, CancellationToken cancellationToken) =>
        SpokenAudio.TakeAsync(clips, length, cancellationToken);

    private async Task<bool> IsWantedAsync(string part)
    {
        var isWanted = settings.Parts.Contains(part);
        if (isWanted)
        {
            await progress.WriteLineAsync($"Measuring {part}");
        }

        return isWanted;
    }
}
