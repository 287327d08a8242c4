using LiveCaptions.Server.Captions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Formatting;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// A session while it is live: its tracks, its cues' order, its state (created → live → finishing → finished or failed).
/// Exists in memory from its first publisher to its end; before and after, only the store knows it.
/// </summary>
public sealed partial class CaptionSession : IDisposable
{
    private readonly SessionSurroundings _around;
    private readonly SpeechEngine _engine;
    private readonly SessionRow _row;
    private readonly CueTimeline _timeline;
    private readonly SpeakerRoster _speakers;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<AudioTrack> _tracks = [];
    private readonly List<Task> _running = [];

    // One message at a time: seq, store and broadcast happen in one order.
    private readonly SemaphoreSlim _publishing = new(1, 1);
    private readonly SessionSettings _settings;
    private TranscriptFormatter? _formatter;
    private double _maxDelay;
    private IReadOnlyList<string> _keyterms = [];
    private IReadOnlyList<Cue> _shown = [];

    // No message with a higher seq is sent: this is what the store knows.
    private long _seqReserved;
    private int _cueCount;
    private bool _finishing;

    /// <param name="row">As stored, with its tracks.</param>
    /// <param name="cueCount">Finals that are stored.</param>
    public CaptionSession(SessionRow row, int cueCount, SpeechEngine engine, SessionSurroundings around)
    {
        (_row, _cueCount, _engine, _around) = (row, cueCount, engine, around);
        _notices = SessionNotices.FromJson(row.Notices);
        IsImport = ImportSource.FromJson(row.Import) is { Live: false };
        _seqReserved = row.SeqReserved;
        _settings = SessionSettings.FromJson(row.Settings);
        Use(_settings);
        _speakers = new SpeakerRoster(row.Id, row.Speakers);

        // Cue numbers never exceed seqs, so going on above the last seq repeats none of them either.
        _timeline = new CueTimeline(row.Id, around.CueOptions, around.Time, row.SeqReserved, (int)row.SeqReserved);
    }

    public string Id => _row.Id;

    public SessionState State => _row.State;

    /// <summary>Made of a file or an address, which nobody waits for as it is spoken.</summary>
    public bool IsImport { get; }

    /// <summary>Whether a publisher may still come.</summary>
    public bool TakesAudio => !_finishing && State is SessionState.Created or SessionState.Live && (Tracks.Count == 0 || Tracks.Any(t => !t.IsClosed));

    /// <summary>Completes when the session has ended and is stored so, when it is deleted, or when the server stops.</summary>
    public Task Ended => _ended.Task;

    public IReadOnlyList<AudioTrack> Tracks
    {
        get
        {
            lock (_lock)
            {
                return [.. _tracks];
            }
        }
    }

    /// <summary>Cues that viewers see and that may still change. All finals of older seqs are stored.</summary>
    public IReadOnlyList<Cue> OpenCues => Volatile.Read(ref _shown);

    public SessionView View
    {
        get
        {
            lock (_lock)
            {
                var lag = State is SessionState.Live or SessionState.Finishing ? _tracks.Select(t => t.Lag).DefaultIfEmpty().Max() : (long?)null;
                var view = _around.Complete(SessionView.From(_row, _cueCount, Samples, lag));
                var levels = State == SessionState.Live ? _tracks.Select(t => t.Level).OfType<SoundLevel>().ToList() : [];
                view = view with { Levels = levels.Count > 0 ? levels : null };
                return Trouble is { } trouble ? view with { Message = trouble } : view;
            }
        }
    }

    private long Samples => _tracks.Select(t => t.Recording.Length + t.Offset).DefaultIfEmpty(_row.Samples).Max();

    /// <summary>The track of a speaker (null: the one without a name), if it is there.</summary>
    public AudioTrack? FindTrack(string? speaker) => Tracks.FirstOrDefault(t => t.Speaker == speaker);

    /// <summary>Makes a track, on disk and in the store, with which the session is live, and starts recognising it; its publisher attaches next.</summary>
    /// <exception cref="StorageException">The disk or the database takes none: nothing has changed.</exception>
    public async Task<AudioTrack> AddTrackAsync(string? speaker)
    {
        var number = Tracks.Count;
        var row = new TrackRow
        {
            SessionId = Id,
            Number = number,
            Speaker = speaker,
            RecordingPath = Path.Combine(Id, $"track{number}.wav"),
        };
        var track = Open(row);
        var reserved = Reservation();
        try
        {
            await _around.Sessions.AddTrackAsync(row, SpeakerOf(row), reserved);
        }
        catch
        {
            track.Dispose();
            throw;
        }

        bool isFirst;
        lock (_lock)
        {
            isFirst = State == SessionState.Created;
            _row.State = SessionState.Live;
            _row.Tracks.Add(row);
            _row.Speakers.AddRange(SpeakerOf(row));
        }

        await NoteReservationAsync(reserved);
        Start(track);
        if (isFirst)
        {
            TellViewers();
        }

        return track;
    }

    /// <summary>Takes up what a stopped server left: recognition goes on behind the last finals, publishers have the grace time to come back.</summary>
    public void Resume()
    {
        foreach (var row in _row.Tracks)
        {
            var track = Open(row);
            Start(track);
            track.StartGrace();
        }

        LogResumed(_around.Logger, Id, _tracks.Count, AudioFormat.ToSeconds(_tracks.Sum(t => t.Lag)));
        Chain(() => _tracks.Count == 0 ? EndAsync(SessionEndReason.GraceExpired) : FinishWhenAllClosedAsync());
    }

    /// <summary>Takes no more audio; <see cref="Ended"/> completes when the last finals are out.</summary>
    public void Finish()
    {
        _finishing = true;
        foreach (var track in Tracks)
        {
            track.End(SessionEndReason.FinishRequested);
        }
    }

    /// <summary>Takes no more audio, as there is none to be had. What there is is still recognised.</summary>
    public void Fail(SessionEndReason reason, string message)
    {
        _finishing = true;
        lock (_lock)
        {
            _row.EndMessage ??= message;
        }

        foreach (var track in Tracks)
        {
            track.End(reason);
        }
    }

    /// <summary>Stops without finishing, as the server stops. What is not stored by now is made again from the recording.</summary>
    public async Task StopAsync()
    {
        Interrupt(SessionEndReason.ServerStopping);
        await EndRunningAsync();
        await _publishing.WaitAsync();
        try
        {
            await TryStoreWaitingAsync();
        }
        finally
        {
            _publishing.Release();
        }

        Dispose();
    }

    /// <summary>Ends it without a trace: from when this completes on, nothing of it is stored or sent any more.</summary>
    /// <param name="delete">Deletes what is stored; where it fails, the session goes on.</param>
    public async Task DiscardAsync(Func<Task> delete)
    {
        await _publishing.WaitAsync();
        try
        {
            await delete();
            _gone = true;
        }
        finally
        {
            _publishing.Release();
        }

        Interrupt(SessionEndReason.Deleted);
        _ended.TrySetResult();
    }

    /// <summary>Waits until an interrupted session's decodes are over, which may take as long as the engine likes.</summary>
    public async Task EndRunningAsync()
    {
        await _stop.CancelAsync();
        Task[] running;
        lock (_lock)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
        await Task.WhenAll(_transitions, _announcing, _storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.TrySetResult();
    }

    /// <summary>Which of the engine's languages to recognise.</summary>
    public string? RecognizerLanguage(SpeechEngine engine) => LanguageTag.Match(_row.Language, engine.Recognizer.Languages);

    /// <summary>Where its words may become final in mid-speech.</summary>
    internal WholeCues WholeCues(SpeechEngine engine) =>
        new(_around.CueOptions, RecognizerLanguage(engine) ?? engine.Recognizer.Languages[0], () => Formatter);

    /// <summary>Closes the recordings. A publisher may still be on its way out of here, so nothing else is taken from under it.</summary>
    public void Dispose()
    {
        foreach (var track in Tracks)
        {
            track.Dispose();
        }
    }

    private void Interrupt(SessionEndReason reason)
    {
        foreach (var track in Tracks)
        {
            track.Interrupt(reason);
        }
    }

    internal void CountAudio(int samples) => _around.Metrics.CountAudio(AudioFormat.ToSeconds(samples));

    internal void CountLost(long samples)
    {
        _around.Metrics.CountLostAudio(AudioFormat.ToSeconds(samples));
        lock (_lock)
        {
            _row.LostSamples += samples;
        }
    }

    private SpeakerRow[] SpeakerOf(TrackRow track) =>
        track.Speaker is { } name ? [new SpeakerRow { SessionId = Id, Id = CueSpeaker.IdOfTrack(track.Number), Label = name, Named = true }] : [];

    private AudioTrack Open(TrackRow row)
    {
        var path = Path.Combine(_around.Storage.RecordingsDirectory, row.RecordingPath);
        var recording = TrackRecording.Open(path, _around.Health, _around.Time);
        return new AudioTrack(this, row, recording, _around.Options, _around.Time);
    }

    private void Start(AudioTrack track)
    {
        lock (_lock)
        {
            _tracks.Add(track);
            _running.Add(Task.Run(() => RunTrackAsync(track)));
        }
    }
}
