using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Pipeline;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Recognises a track behind its recording, from where it stands to the recording's end, writing on the way. A flush ends
/// one run of the pipeline and starts the next behind it; after a failure it tries again from the last final, with patience:
/// the recording keeps what comes meanwhile.
/// </summary>
internal sealed partial class TrackRunner(
    AudioTrack track,
    SpeechEngine engine,
    SpeakerTracker? speakers,
    EmotionTracker? emotions,
    TrackWriter writer,
    LiveSettings settings,
    SessionTroubles troubles,
    StageFaults faults,
    RunnerContext context)
{
    /// <summary>An engine that fails less often than this is not given up, however long it takes over it.</summary>
    private const int MinFailures = 3;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private int _utterances;

    /// <returns>Why the track ended, when all its finals are stored.</returns>
    public async Task<SessionEndReason> RunAsync(CancellationToken cancellationToken)
    {
        var failed = !await TryRecogniseAllAsync(cancellationToken);
        if (failed)
        {
            troubles.TellRecognition(track, fails: false);
            track.End(SessionEndReason.EngineFailed);
        }

        await writer.UntilAllStoredAsync(cancellationToken);
        await writer.ReviewSpeakersAsync();
        await writer.UntilAllStoredAsync(cancellationToken);
        return failed ? SessionEndReason.EngineFailed : track.EndReason ?? SessionEndReason.PublisherClosed;
    }

    /// <returns>False where the engine failed for so long that it is given up.</returns>
    private async Task<bool> TryRecogniseAllAsync(CancellationToken cancellationToken)
    {
        var (failures, failingSince) = (0, context.Time.GetTimestamp());
        while (!(track.IsClosed && track.Heard.Final >= track.Recording.Length))
        {
            var from = track.Heard.Final;
            if (await TryRecogniseAsync(failures, cancellationToken))
            {
                failures = 0;
                continue;
            }

            (failures, failingSince) = failures == 0 || track.Heard.Final > from
                ? (1, context.Time.GetTimestamp())
                : (failures + 1, failingSince);
            if (failures >= MinFailures && context.Time.GetElapsedTime(failingSince) >= context.Options.EnginePatience)
            {
                return false;
            }

            await Task.Delay(
                Backoff.After(failures, FirstRetry, Random.Shared.NextDouble(), LongestRetry), context.Time, cancellationToken);
        }

        return true;
    }

    /// <returns>False when it failed, which is told.</returns>
    private async Task<bool> TryRecogniseAsync(int failures, CancellationToken cancellationToken)
    {
        try
        {
            await RecogniseAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var position = track.Heard.Final;
            LogFailure(
                context.Logger, failures == 0 ? exception : null, context.SessionId,
                track.Number, position, failures + 1, exception.Message);
            troubles.TellRecognition(track, fails: true);
            await writer.WithdrawAsync(_utterances++, position, settings.LanguageOf(engine));
            return false;
        }
    }

    private async Task RecogniseAsync(CancellationToken cancellationToken)
    {
        var start = track.Heard.Final;
        var reader = track.Recording.ReadFrom(start, settings.IsImport ? 0 : LeftContext(start));
        track.Heard.Follow(reader);
        var firstUtterance = _utterances;
        await using var pipeline = engine.CreatePipeline(
            OptionsFrom(start), speakers, emotions, faults.Tell, settings.Asked.Sounds == true,
            frame => track.Tell(track.Watch.Hear(frame)), () => settings.Formatter);
        await foreach (var transcript in pipeline.RunAsync(reader, cancellationToken))
        {
            // Each run counts its utterances from 0; the track goes on counting.
            var numbered = transcript with { Utterance = firstUtterance + transcript.Utterance };
            _utterances = numbered.Utterance + (transcript.IsFinal ? 1 : 0);
            await writer.WriteAsync(numbered);
            track.Tell(transcript.Words.Count > 0 ? track.Watch.Spoke(reader.Position) : null);
            troubles.TellRecognition(track, fails: false);
            if (transcript.IsFinal)
            {
                track.Heard.Reach(transcript.AudioEnd);
            }
        }

        if (reader.Position > track.Heard.Final)
        {
            await writer.StoreProgressAsync(reader.Position);
            track.Heard.Reach(reader.Position);
        }
    }

    private RecognizerStreamOptions OptionsFrom(long start) => new()
    {
        Language = settings.LanguageOf(engine),
        Keyterms = () => settings.Keyterms,
        StartPosition = start,
        Interims = !settings.IsImport,
        Background = settings.IsImport,
        Quality = settings.IsImport ? RecognitionQuality.Best : RecognitionQuality.Fast,
        MaxDelay = () => settings.MaxDelay,
        WholeCues = settings.IsImport ? null : settings.WholeCues(engine).Count,
    };

    /// <summary>Whole frames before a position, so that those behind it lie as they would without.</summary>
    private static long LeftContext(long position) =>
        Math.Min(RecognizerStreamOptions.LeftContext, position - (position % IVoiceActivityDetector.FrameLength));

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Session {Session} track {Track}: recognition failed behind sample {Position} (failure {Failures} there) and is tried "
            + "again from the last final: {Reason}")]
    private static partial void LogFailure(
        ILogger logger, Exception? exception, string session, int track, long position, int failures, string reason);
}
