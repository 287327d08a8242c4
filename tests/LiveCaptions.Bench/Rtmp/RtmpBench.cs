using LiveCaptions.Bench.Ingest;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Rtmp;

/// <summary>What RTMP ingest does to words, how late they are by it, and what a publisher costs.</summary>
internal sealed class RtmpBench(TimeProvider time)
{
    /// <param name="server">With the real engine.</param>
    public async Task<RtmpFigures> RunWordsAsync(
        BenchServer server, Programme programme, RtmpCostFigures cost, CancellationToken cancellationToken)
    {
        var transcribed = await UnhurriedRun.WordsAsync(server.Engine, programme, cancellationToken);
        return new RtmpFigures
        {
            AudioSeconds = programme.Duration,
            TranscribeWer = WordErrorRate.Between(programme.Text, string.Join(' ', transcribed)),
            Paths = await new RtmpWords(server, time).RunAsync(programme, transcribed, cancellationToken),
            Cost = cost,
        };
    }

    /// <param name="start">Starts a server with the engine that is given.</param>
    public async Task<RtmpCostFigures> RunCostAsync(
        Func<SpeechEngine, Task<BenchServer>> start, int streams, TimeSpan duration,
        IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        await using var server = await start(new QuietRecognizer().ToEngine());
        return await new RtmpCost(server, time)
            .RunAsync(streams, await SpokenAudio.TakeAsync(clips, duration, cancellationToken), cancellationToken);
    }
}
