using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Metrics;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Runs the tracks of a live session, and tells the session's life what becomes of them.</summary>
internal sealed partial class SessionTracks(
    SessionRecord record, TrackList tracks, TrackFactory factory, SessionLife life, NoticeLog notices, SessionTroubles troubles,
    SessionStore store, CaptionMetrics metrics, ILogger logger, CancellationToken stop) : ITrackOwner
{
    private readonly Lock _lock = new();
    private readonly List<Task> _running = [];

    /// <summary>Done when no track is recognised any more.</summary>
    public Task Running
    {
        get
        {
            lock (_lock)
            {
                return Task.WhenAll(_running);
            }
        }
    }

    /// <inheritdoc cref="TrackFactory.AddAsync(ITrackOwner, int, string?)"/>
    public async Task<AudioTrack> AddAsync(string? speaker)
    {
        var isFirst = record.State == SessionState.Created;
        var track = await factory.AddAsync(this, tracks.All.Count, speaker);
        Start(track);
        if (isFirst)
        {
            life.Show();
        }

        return track;
    }

    /// <summary>
    /// Takes up what a stopped server left: recognition goes on behind the last finals, publishers have the grace time to come back.
    /// </summary>
    public void Resume()
    {
        foreach (var row in record.Read(s => s.Tracks.ToList()))
        {
            var track = factory.Open(this, row);
            Start(track);
            track.StartGrace();
        }

        var all = tracks.All;
        LogResumed(logger, record.Id, all.Count, AudioFormat.ToSeconds(all.Sum(t => t.Lag)));
        _ = life.Then(() => all.Count == 0 ? EndSessionAsync(SessionEndReason.GraceExpired) : FinishWhenAllClosedAsync());
    }

    /// <summary>No more audio is taken.</summary>
    public void End(SessionEndReason reason)
    {
        foreach (var track in tracks.All)
        {
            track.End(reason);
        }
    }

    /// <summary>Sends publishers away; the tracks stay open.</summary>
    public void Interrupt(SessionEndReason reason)
    {
        foreach (var track in tracks.All)
        {
            track.Interrupt(reason);
        }
    }

    public async Task<long> StartAsync(AudioTrack track, DateTimeOffset now)
    {
        var isFirst = record.Read(s => s.StartedAt) is null;
        record.Note(s => s.StartedAt ??= now);
        var offset = Math.Max(0, AudioFormat.ToSamples((now - record.Read(s => s.StartedAt!.Value)).TotalSeconds));
        try
        {
            await StoreAsync();
        }
        catch (StorageException)
        {
            // The publisher does not wait for it.
            _ = life.Then(() => life.UntilStoredAsync(StoreAsync));
        }

        if (isFirst)
        {
            life.Show();
        }

        return offset;

        Task StoreAsync() => store.StartTrackAsync(record.Id, track.Number, now, offset);
    }

    public void CountAudio(int samples) => metrics.CountAudio(AudioFormat.ToSeconds(samples));

    public void CountLost(long samples) => notices.CountLost(samples);

    public void Notify(AudioTrack track, Publisher? publisher, AudioNotice notice) => notices.Note(track, publisher, notice);

    public void Tell(AudioTrack track, StorageFault? fault) => troubles.Tell(track.Recording, fault);

    public void OnEnding(AudioTrack track) => _ = life.Then(async () =>
    {
        await life.UntilStoredAsync(() => store.ChangeTrackAsync(record.Id, track.Number, t => t.Closed = true));
        await FinishWhenAllClosedAsync();
    });

    public Task WaitForFinalsAsync(AudioTrack track)
    {
        lock (_lock)
        {
            return tracks.AreClosed ? life.Ended : _running[track.Number];
        }
    }

    private Task FinishWhenAllClosedAsync() => tracks.AreClosed ? life.FinishAsync() : Task.CompletedTask;

    private void Start(AudioTrack track)
    {
        lock (_lock)
        {
            tracks.Add(track);
            _running.Add(Task.Run(() => RunAsync(track)));
        }
    }

    private async Task RunAsync(AudioTrack track)
    {
        var reason = await RecogniseAsync(track);
        LogTrackEnded(logger, record.Id, track.Number, reason, AudioFormat.ToSeconds(track.Recording.Length));
        if (reason != SessionEndReason.ServerStopping)
        {
            await life.Then(() => OnDoneAsync(track, reason));
        }
    }

    private async Task<SessionEndReason> RecogniseAsync(AudioTrack track)
    {
        try
        {
            var runner = await factory.CreateRunnerAsync(track);
            return await runner.RunAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return SessionEndReason.ServerStopping;
        }
        catch (Exception exception)
        {
            LogTrackFailure(logger, exception, record.Id, track.Number);
            track.End(SessionEndReason.StorageFailed);
            return SessionEndReason.StorageFailed;
        }
    }

    private Task OnDoneAsync(AudioTrack track, SessionEndReason reason)
    {
        track.Done = true;
        return tracks.All.All(t => t.Done) ? EndSessionAsync(reason) : Task.CompletedTask;
    }

    private Task EndSessionAsync(SessionEndReason reason)
    {
        var length = tracks.Length ?? record.Read(s => s.Samples);
        foreach (var track in tracks.All)
        {
            track.Dispose();
        }

        return life.EndAsync(reason, length);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Session {Session} track {Track}: ended by a failure")]
    private static partial void LogTrackFailure(ILogger logger, Exception exception, string session, int track);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} track {Track} ended: {Reason} after {Seconds:F1} s of audio")]
    private static partial void LogTrackEnded(ILogger logger, string session, int track, SessionEndReason reason, double seconds);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Session {Session} resumed: {Tracks} tracks, {Seconds:F1} s of audio still to transcribe")]
    private static partial void LogResumed(ILogger logger, string session, int tracks, double seconds);
}
