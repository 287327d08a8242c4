using System.CommandLine;
using LiveCaptions.Bench.Abuse;
using LiveCaptions.Bench.Align;
using LiveCaptions.Bench.Correction;
using LiveCaptions.Bench.Diarization;
using LiveCaptions.Bench.Doors;
using LiveCaptions.Bench.Emotion;
using LiveCaptions.Bench.Ensemble;
using LiveCaptions.Bench.Fanout;
using LiveCaptions.Bench.Keyterms;
using LiveCaptions.Bench.Plots;
using LiveCaptions.Bench.Publishing;
using LiveCaptions.Bench.Translation;
using LiveCaptions.Bench.Uploads;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench;

/// <summary><c>bench</c>: measures this machine and this engine with recorded speech.</summary>
public static class BenchCommand
{
    /// <param name="load">How to get the engine: the models, or a test's own.</param>
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time) => new(
        "bench",
        "Measures accuracy, word times, speakers, emotions, latency, words in noise, the second pass, WebRTC and RTMP ingest, long files, "
        + "how many streams and viewers go at once, "
        + "corrections, what strangers can do to others, trouble of disk, database and engine, "
        + "and engines that fail while another one is there")
    {
        AccuracyCommand.Create(load, time),
        LatencyCommand.Create(load, time),
        DoorCommand.Create(load, time),
        StreamsCommand.Create(load, time),
        TimingCommand.Create(load, time),
        AlignCommand.Create(load, time),
        KeytermCommand.Create(load, time),
        EnsembleCommand.Create(load, time),
        DiarizationCommand.Create(load, time),
        EmotionCommand.Create(load, time),
        NoiseCommand.Create(load, time),
        PublishingCommand.Create(load, time),
        MemoryCommand.Create(load, time),
        IngestCommand.Create(load, time),
        RtmpBenchCommand.Create(load, time),
        FilesCommand.Create(load, time),
        TranslationCommand.Create(load, time),
        ChangesCommand.Create(load, time),
        AbuseCommand.Create(load, time),
        TroubleCommand.Create(load, time),
        FailoverCommand.Create(load, time),
        FanoutCommand.Create(load, time),
        CorrectionCommand.Create(load, time),
        UploadStormCommand.Create(time),
        ViewersCommand.Create(time),
        ReportCommand.Create(),
    };
}
