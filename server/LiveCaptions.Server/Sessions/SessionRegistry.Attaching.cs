using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>Publishers coming to their tracks.</summary>
public sealed partial class SessionRegistry
{
    /// <summary>
    /// Hands tracks to a connection's publishers: opens the session and makes the tracks when they are not there yet.
    /// </summary>
    /// <param name="speakers">Each names a track; null is the track without a name.</param>
    /// <returns>A publisher per speaker; none where an obstacle is in the way of one of them.</returns>
    public async Task<(IReadOnlyList<Publisher> Publishers, PublishObstacle Obstacle, string? Detail)> AttachAsync(
        string id, IReadOnlyList<string?> speakers, SpeechEngine engine, TimeSpan takeoverAfter)
    {
        await _gate.WaitAsync();
        try
        {
            if (_stopping)
            {
                return ([], PublishObstacle.Full, "The server is stopping.");
            }

            if (await OpenAsync(id, engine) is not { TakesAudio: true } session)
            {
                return ([], PublishObstacle.SessionEnded, null);
            }

            var (obstacle, detail) = FindObstacle(session, speakers, engine);
            var publishers = obstacle == PublishObstacle.None ? await AttachAllAsync(session, speakers, takeoverAfter) : [];
            if (publishers.Count == 0)
            {
                await CloseUnusedAsync(session);
                return ([], obstacle == PublishObstacle.None ? PublishObstacle.TrackInUse : obstacle, detail);
            }

            await session.GoLiveAsync();
            return (publishers, PublishObstacle.None, null);
        }
        finally
        {
            _gate.Release();
        }
    }

    private (PublishObstacle Obstacle, string? Detail) FindObstacle(CaptionSession session, IReadOnlyList<string?> speakers, SpeechEngine engine)
    {
        var missing = speakers.Count(speaker => session.FindTrack(speaker) is null);
        if (missing > 0 && !session.IsImport && FindObstacle(engine, missing) is { } full)
        {
            return (PublishObstacle.Full, full);
        }

        if (missing > 0 && session.Tracks.Count + missing > around.Options.MaxTracks)
        {
            return (PublishObstacle.TooManyTracks, null);
        }

        return speakers.Any(speaker => session.FindTrack(speaker) is { IsClosed: true }) ? (PublishObstacle.SessionEnded, null) : (PublishObstacle.None, null);
    }

    /// <summary>Those that are there come first: where one of them is in use, no other is made.</summary>
    /// <returns>In the order of the speakers; none when a track is in use.</returns>
    private static async Task<IReadOnlyList<Publisher>> AttachAllAsync(CaptionSession session, IReadOnlyList<string?> speakers, TimeSpan takeoverAfter)
    {
        var publishers = new Publisher[speakers.Count];
        foreach (var (i, speaker) in speakers.Index().OrderBy(numbered => session.FindTrack(numbered.Item) is null))
        {
            var track = session.FindTrack(speaker) ?? await session.AddTrackAsync(speaker);
            if (track.TryAttach(takeoverAfter) is not { } publisher)
            {
                foreach (var attached in publishers.OfType<Publisher>())
                {
                    attached.Detach();
                }

                return [];
            }

            publishers[i] = publisher;
        }

        return publishers;
    }
}
