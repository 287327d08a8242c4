using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Recognises a track behind its recording, from where it stands to the recording's end. After a failure it is heard again from the last
/// final, by the next engine of the session's chain or, with patience, by the same: the recording keeps what comes meanwhile.
/// </summary>
internal sealed partial class TrackRunner(
    AudioTrack track, EngineChain engines, TrackHearing hearing, TrackWriter writer, SessionTroubles troubles, RunnerContext context)
{
    /// <summary>Engines that fail less often than this are not given up, however long they take over it.</summary>
    private const int MinFailures = 3;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

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

    /// <returns>False where all engines failed for so long that they are given up.</returns>
    private async Task<bool> TryRecogniseAllAsync(CancellationToken cancellationToken)
    {
        var (failures, failingSince) = (0, context.Time.GetTimestamp());
        EngineTurn? next = null;
        while (!(track.IsClosed && track.Heard.Final >= track.Recording.Length))
        {
            var from = track.Heard.Final;
            using var turn = next ?? await engines.NextAsync(cancellationToken);
            (var worked, next) = await TryRecogniseAsync(turn, failures, cancellationToken);
            if (worked)
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

            await WaitAsync(turn, failures, cancellationToken);
        }

        next?.Dispose();
        return true;
    }

    /// <returns>False when it failed, which is told; and who goes on, where that is decided.</returns>
    private async Task<(bool Worked, EngineTurn? Next)> TryRecogniseAsync(
        EngineTurn turn, int failures, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await hearing.HearAsync(turn, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(
                context.Logger, failures == 0 ? exception : null, context.SessionId,
                track.Number, turn.Engine.Name, track.Heard.Final, failures + 1, exception.Message);
            var fault = exception as EngineFailedException;
            if (fault is not null)
            {
                turn.Fail(fault);
                context.Metrics.CountEngineFailure(turn.Engine.Name);
            }

            // Where another engine goes on, viewers see nothing of it.
            if (fault is null || !engines.HasOthers || engines.Next is null)
            {
                troubles.TellRecognition(track, fails: true);
                await hearing.WithdrawAsync();
            }

            return (false, null);
        }
    }

    /// <summary>Another engine goes on at once; the same one is given time.</summary>
    private Task WaitAsync(EngineTurn turn, int failures, CancellationToken cancellationToken) =>
        engines.HasOthers && engines.Next is { } next && next != turn.Engine
            ? Task.CompletedTask
            : Task.Delay(
                Backoff.After(failures, FirstRetry, Random.Shared.NextDouble(), LongestRetry), context.Time, cancellationToken);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Session {Session} track {Track}: recognition by {Engine} failed behind sample {Position} (failure {Failures} there) "
            + "and is tried again from the last final: {Reason}")]
    private static partial void LogFailure(
        ILogger logger, Exception? exception, string session, int track, string engine, long position, int failures, string reason);
}
