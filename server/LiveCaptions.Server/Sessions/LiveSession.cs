using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions.Tracks;
using LiveCaptions.Server.Sessions.Writing;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// A session while it is live. Exists in memory from its first publisher to its end; before and after, only the store knows it. Its state
/// is <see cref="SessionLife"/>'s, its tracks are run by <see cref="SessionTracks"/>, its messages go by <see cref="CueWriter"/>.
/// </summary>
public sealed class LiveSession : IDisposable
{
    private readonly SessionRecord _record;
    private readonly SessionLife _life;
    private readonly CueWriter _writer;
    private readonly TrackList _tracks;
    private readonly SessionTracks _running;
    private readonly LiveView _view;
    private readonly CancellationTokenSource _stop;
    private volatile bool _finishing;

    internal LiveSession(
        SessionRecord record, LiveSettings settings, SessionLife life, CueWriter writer, TrackList tracks,
        SessionTracks running, LiveView view, SessionEditor editor, CancellationTokenSource stop)
    {
        (_record, _life, _writer, _tracks, _running, _view, _stop) = (record, life, writer, tracks, running, view, stop);
        (IsImport, Engines, Editor) = (settings.IsImport, settings.Engines, editor);
    }

    public string Id => _record.Id;

    public SessionState State => _record.State;

    /// <summary>Made of a file or an address, which nobody waits for as it is spoken.</summary>
    public bool IsImport { get; }

    /// <summary>Who may hear it, and who does.</summary>
    public EngineChain Engines { get; }

    /// <summary>Whether a publisher may still come.</summary>
    public bool TakesAudio =>
        !_finishing && State is SessionState.Created or SessionState.Live && (Tracks.Count == 0 || !_tracks.AreClosed);

    /// <summary>Completes when the session has ended and is stored so, when it is deleted, or when the server stops.</summary>
    public Task Ended => _life.Ended;

    public IReadOnlyList<AudioTrack> Tracks => _tracks.All;

    /// <summary>Cues that viewers see and that may still change. All finals of older seqs are stored.</summary>
    public IReadOnlyList<Cue> OpenCues => _writer.OpenCues;

    public SessionView View => _view.Now;

    /// <summary>What people change.</summary>
    internal SessionEditor Editor { get; }

    /// <summary>The track of a speaker (null: the one without a name), if it is there.</summary>
    public AudioTrack? FindTrack(string? speaker) => Tracks.FirstOrDefault(t => t.Speaker == speaker);

    /// <summary>
    /// Makes a track, on disk and in the store, with which the session is live, and starts recognising it; its publisher attaches next.
    /// </summary>
    /// <exception cref="StorageException">The disk or the database takes none: nothing has changed.</exception>
    public Task<AudioTrack> AddTrackAsync(string? speaker) => _running.AddAsync(speaker);

    /// <inheritdoc cref="SessionTracks.Resume"/>
    public void Resume() => _running.Resume();

    /// <summary>Takes no more audio; <see cref="Ended"/> completes when the last finals are out.</summary>
    public void Finish()
    {
        _finishing = true;
        _running.End(SessionEndReason.FinishRequested);
    }

    /// <summary>Takes no more audio, as there is none to be had. What there is is still recognised.</summary>
    public void Fail(SessionEndReason reason, string message)
    {
        _finishing = true;
        _record.Note(s => s.EndMessage ??= message);
        _running.End(reason);
    }

    /// <summary>Stops without finishing, as the server stops. What is not stored by now is made again from the recording.</summary>
    public async Task StopAsync()
    {
        _running.Interrupt(SessionEndReason.ServerStopping);
        await EndRunningAsync();
        await _writer.TryStoreRestAsync();
        Dispose();
    }

    /// <summary>Ends it without a trace: from when this completes on, nothing of it is stored or sent any more.</summary>
    /// <param name="delete">Deletes what is stored; where it fails, the session goes on.</param>
    public async Task DiscardAsync(Func<Task> delete)
    {
        await _writer.EndAsync(delete);
        _running.Interrupt(SessionEndReason.Deleted);
        _life.GiveUp();
    }

    /// <summary>Waits until an interrupted session's decodes are over, which may take as long as the engine likes.</summary>
    public async Task EndRunningAsync()
    {
        await _stop.CancelAsync();
        await _running.Running;
        await Task.WhenAll(_life.Changes, _writer.Storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _life.GiveUp();
    }

    /// <summary>Closes the recordings. A publisher may still be on its way out of here, so nothing else is taken from under it.</summary>
    public void Dispose()
    {
        foreach (var track in Tracks)
        {
            track.Dispose();
        }
    }
}
