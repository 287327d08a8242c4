using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Sessions;

/// <summary>Publishers coming to their tracks.</summary>
public sealed class SessionAdmission(LiveSessions live, StreamLoad load, StorageHealth health, IOptions<SessionOptions> options)
{
    // Within a session's gate: publishers are let in one at a time, as they are counted.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _closed;

    /// <summary>
    /// Hands tracks to a connection's publishers: opens the session and makes the tracks when they are not there yet.
    /// </summary>
    /// <param name="speakers">Each names a track; null is the track without a name.</param>
    /// <returns>A publisher per speaker; none where an obstacle is in the way of one of them.</returns>
    public async Task<(IReadOnlyList<Publisher> Publishers, PublishObstacle Obstacle, string? Detail)> AttachAsync(
        string id, IReadOnlyList<string?> speakers, SpeechEngine engine, TimeSpan takeoverAfter)
    {
        using var gate = await live.EnterAsync(id);
        await _turn.WaitAsync();
        try
        {
            return _closed
                ? ([], PublishObstacle.Full, "The server is stopping.")
                : await AttachNextAsync(id, speakers, engine, takeoverAfter);
        }
        catch (StorageException exception)
        {
            return ([], ObstacleOf(exception.Fault), exception.Fault.Line);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets in nobody any more.</summary>
    internal async Task CloseAsync()
    {
        await _turn.WaitAsync();
        _closed = true;
        _turn.Release();
    }

    private async Task<(IReadOnlyList<Publisher> Publishers, PublishObstacle Obstacle, string? Detail)> AttachNextAsync(
        string id, IReadOnlyList<string?> speakers, SpeechEngine engine, TimeSpan takeoverAfter)
    {
        if (await live.OpenAsync(id, engine) is not { TakesAudio: true } session)
        {
            return ([], PublishObstacle.SessionEnded, null);
        }

        IReadOnlyList<Publisher> publishers = [];
        var (obstacle, detail) = FindObstacle(session, speakers);
        try
        {
            publishers = obstacle == PublishObstacle.None ? await AttachAllAsync(session, speakers, takeoverAfter) : [];
        }
        finally
        {
            if (publishers.Count == 0)
            {
                await live.CloseUnusedAsync(session);
            }
        }

        return (publishers, obstacle == PublishObstacle.None && publishers.Count == 0 ? PublishObstacle.TrackInUse : obstacle, detail);
    }

    private static PublishObstacle ObstacleOf(StorageFault fault) =>
        fault.Code == StorageFault.Full.Code ? PublishObstacle.StorageFull : PublishObstacle.StorageFailed;

    private (PublishObstacle Obstacle, string? Detail) FindObstacle(LiveSession session, IReadOnlyList<string?> speakers)
    {
        var missing = speakers.Count(speaker => session.FindTrack(speaker) is null);
        if (missing > 0 && !session.IsImport && load.FindObstacle(session.Engines.Now, missing) is { } full)
        {
            return (PublishObstacle.Full, full);
        }

        if (missing > 0 && health.FindObstacle() is { } fault)
        {
            return (ObstacleOf(fault), fault.Line);
        }

        if (missing > 0 && session.Tracks.Count + missing > options.Value.MaxTracks)
        {
            return (PublishObstacle.TooManyTracks, null);
        }

        return speakers.Any(speaker => session.FindTrack(speaker) is { IsClosed: true })
            ? (PublishObstacle.SessionEnded, null)
            : (PublishObstacle.None, null);
    }

    /// <summary>Those that are there come first: where one of them is in use, no other is made.</summary>
    /// <returns>In the order of the speakers; none when a track is in use.</returns>
    private static async Task<IReadOnlyList<Publisher>> AttachAllAsync(
        LiveSession session, IReadOnlyList<string?> speakers, TimeSpan takeoverAfter)
    {
        var publishers = new Publisher?[speakers.Count];
        var isComplete = false;
        try
        {
            foreach (var (i, speaker) in speakers.Index().OrderBy(numbered => session.FindTrack(numbered.Item) is null))
            {
                var track = session.FindTrack(speaker) ?? await session.AddTrackAsync(speaker);
                if ((publishers[i] = track.TryAttach(takeoverAfter)) is null)
                {
                    return [];
                }
            }

            isComplete = true;
            return publishers!;
        }
        finally
        {
            foreach (var attached in isComplete ? [] : publishers.OfType<Publisher>())
            {
                attached.Detach();
            }
        }
    }
}
