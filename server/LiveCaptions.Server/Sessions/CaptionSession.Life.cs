using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>From state to state.</summary>
public sealed partial class CaptionSession
{
    private Task _transitions = Task.CompletedTask;

    /// <summary>The track's first sample is here: gives it its instant and its place in the session, and stores both.</summary>
    internal async Task<(DateTimeOffset StartedAt, long Offset)> StartTrackAsync(AudioTrack track, DateTimeOffset now)
    {
        bool first;
        long offset;
        lock (_lock)
        {
            first = _row.StartedAt is null;
            _row.StartedAt ??= now;
            offset = Math.Max(0, AudioFormat.ToSamples((now - _row.StartedAt.Value).TotalSeconds));
        }

        try
        {
            await StoreAsync();
        }
        catch (StorageException)
        {
            // The publisher does not wait for it.
            Chain(() => UntilStoredAsync(StoreAsync));
        }

        if (first)
        {
            TellViewers();
        }

        return (now, offset);

        Task StoreAsync() => _around.Sessions.StartTrackAsync(Id, track.Number, now, offset);
    }

    /// <summary>Called when a track takes no more audio: its last finals are still to come.</summary>
    internal void OnTrackEnding(AudioTrack track) => Chain(async () =>
    {
        await UntilStoredAsync(() => _around.Sessions.ChangeTrackAsync(Id, track.Number, t => t.Closed = true));
        await FinishWhenAllClosedAsync();
    });

    private Task FinishWhenAllClosedAsync() => State == SessionState.Live && Tracks.All(t => t.IsClosed)
        ? MoveToAsync(SessionState.Finishing)
        : Task.CompletedTask;

    /// <summary>Waits for a closed track's finals; when no other track is open, for the session's end.</summary>
    internal Task WaitForFinalsAsync(AudioTrack track)
    {
        lock (_lock)
        {
            return _tracks.All(t => t.IsClosed) ? Ended : _running[track.Number];
        }
    }

    private async Task RunTrackAsync(AudioTrack track)
    {
        SessionEndReason reason;
        try
        {
            reason = await track.RunAsync(_engine, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            reason = SessionEndReason.ServerStopping;
        }
        catch (Exception exception)
        {
            LogTrackFailure(_around.Logger, exception, Id, track.Number);
            track.End(SessionEndReason.StorageFailed);
            reason = SessionEndReason.StorageFailed;
        }

        LogTrackEnded(_around.Logger, Id, track.Number, reason, AudioFormat.ToSeconds(track.Recording.Length));
        if (reason == SessionEndReason.ServerStopping)
        {
            return;
        }

        Chain(() => OnTrackDoneAsync(track, reason));
        await _transitions;
    }

    private async Task OnTrackDoneAsync(AudioTrack track, SessionEndReason reason)
    {
        track.Done = true;
        if (Tracks.All(t => t.Done))
        {
            await EndAsync(reason);
        }
    }

    private async Task EndAsync(SessionEndReason reason)
    {
        lock (_lock)
        {
            _row.Samples = Samples;
            _row.EndedAt = _around.Time.GetUtcNow();
            _row.EndReason = reason;
            _row.EndMessage ??= reason == SessionEndReason.EngineFailed ? "Recognition failed again and again on the same audio." : null;
        }

        foreach (var track in Tracks)
        {
            track.Dispose();
        }

        var failed = reason is SessionEndReason.EngineFailed or SessionEndReason.StorageFailed
            or SessionEndReason.SourceUnreadable or SessionEndReason.ToolMissing;
        await MoveToAsync(failed ? SessionState.Failed : SessionState.Finished);
        await UntilStoredAsync(GiveBackSeqsAsync);
        LogEnded(_around.Logger, Id, reason, _cueCount, AudioFormat.ToSeconds(_row.Samples));
        _ended.TrySetResult();
    }

    /// <summary>The session is so when the store has it so.</summary>
    private async Task MoveToAsync(SessionState state)
    {
        SessionRow next;
        lock (_lock)
        {
            next = _row.Copy();
            next.State = state;
        }

        await UntilStoredAsync(() => _around.Sessions.ChangeAsync(Id, stored => stored.TakeState(next)));
        lock (_lock)
        {
            _row.State = state;
        }

        await UntilStoredAsync(AnnounceAsync);
    }

    /// <summary>Waits for as long as the storage is in trouble.</summary>
    private async Task UntilStoredAsync(Func<Task> write)
    {
        await StorageRetry.UntilStoredAsync(write, _around.Time, fault => Tell(nameof(UntilStoredAsync), fault), _stop.Token);
        Tell(nameof(UntilStoredAsync), fault: null);
    }

    /// <summary>The unused rest of the reserved seqs: later corrections go on right behind the last message.</summary>
    private async Task GiveBackSeqsAsync()
    {
        await _publishing.WaitAsync();
        try
        {
            await _around.Sessions.ReserveSeqAsync(Id, _timeline.LastSeq);
            _seqReserved = _timeline.LastSeq;
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>Tells viewers how the session is now.</summary>
    private async Task AnnounceAsync()
    {
        await _publishing.WaitAsync();
        try
        {
            if (!_gone)
            {
                await ReserveAsync();
                Post(View.ToMessage(_timeline.NextSeq()));
            }
        }
        finally
        {
            _publishing.Release();
        }
    }

    /// <summary>State changes happen one after the other, in the order they were caused.</summary>
    private void Chain(Func<Task> transition)
    {
        lock (_lock)
        {
            _transitions = AfterAsync(_transitions, transition);
        }
    }

    private async Task AfterAsync(Task before, Func<Task> transition)
    {
        await before;
        await Task.Yield();
        try
        {
            await transition();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The server stops, or the session is deleted.
        }
        catch (Exception exception)
        {
            LogTransitionFailure(_around.Logger, exception, Id);
            _ended.TrySetResult();
        }
    }
}
