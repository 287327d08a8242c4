using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Emotion;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// One audio stream of a session: owns its recording, knows who publishes it, and runs recognition behind it.
/// </summary>
public sealed partial class AudioTrack : IDisposable
{
    /// <summary>An engine that fails less often than this is not given up, however long it takes over it.</summary>
    private const int MinFailures = 3;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly CaptionSession _session;
    private readonly TimeProvider _time;
    private readonly SessionOptions _options;
    private readonly ArrivalTimes _arrivals = new();
    private readonly LevelMeter _level = new();
    private readonly SpeechWatch _watch;
    private readonly Lock _lock = new();
    private Publisher? _publisher;
    private Publisher? _lastPublisher;
    private DateTimeOffset _lastSign;
    private ITimer? _grace;
    private SessionEndReason? _endReason;
    private long _position;
    private int _utterances;
    private RecordingReader? _reader;
    private SpeakerTracker? _speakers;
    private EmotionTracker? _emotions;
    private readonly HashSet<LabelStage> _faulty = [];

    // Whether who published last went without a word, as they did when the server was killed.
    private bool _cutOff = true;

    internal AudioTrack(CaptionSession session, TrackRow row, TrackRecording recording, SessionOptions options, TimeProvider time)
    {
        (_session, _options, _time, Recording) = (session, options, time, recording);
        (Number, Speaker, StartedAt, Offset) = (row.Number, row.Speaker, row.StartedAt, row.Offset);
        _watch = new SpeechWatch(options.NoSpeechSeconds);
        recording.OnFault = fault => session.Tell(recording, fault);

        // A recording can be shorter than what is transcribed only where somebody cut the file.
        _position = Math.Min(row.TranscribedUntil, recording.Length);
        if (row.Closed)
        {
            _endReason = SessionEndReason.PublisherClosed;
            recording.Complete();
        }
    }

    public int Number { get; }

    public string? Speaker { get; }

    public TrackRecording Recording { get; }

    /// <summary>Instant of sample 0; null before it.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Where sample 0 lies in the session, in samples.</summary>
    public long Offset { get; private set; }

    /// <summary>Its last final is out.</summary>
    internal bool Done { get; set; }

    /// <summary>Samples between the recording's end and where recognition is.</summary>
    public long Lag => Recording.Length - Math.Max(_reader?.Position ?? 0, Volatile.Read(ref _position));

    /// <summary>How loud it is; null while nobody publishes.</summary>
    public SoundLevel? Level => _publisher is null ? null : _level.Of(Number);

    /// <summary>What was heard so far of the voices on it; none where they are not told apart.</summary>
    public IReadOnlyList<LabelledPiece> Voices => _speakers?.Pieces ?? [];

    /// <summary>Whether its audio came faster than it was spoken: a file, whose lag is nobody's waiting.</summary>
    public bool IsAheadOfTime => _session.IsImport || AheadOfTime.TotalSeconds > 5;

    /// <summary>How much longer the recording is than the time since its first sample.</summary>
    public TimeSpan AheadOfTime => StartedAt is { } start ? TimeSpan.FromSeconds(AudioFormat.ToSeconds(Recording.Length)) - (_time.GetUtcNow() - start) : TimeSpan.Zero;

    /// <summary>When the sample at a position of the track came in; null where that is not known any more.</summary>
    public DateTimeOffset? ReceivedAt(long position) => _session.IsImport ? null : _arrivals.Find(position);

    /// <summary>
    /// Recognises from where it stands to the recording's end, publishing on the way. A flush ends one run of the pipeline and
    /// starts the next behind it; after a failure it tries again from the last final, with patience: the recording keeps what comes meanwhile.
    /// </summary>
    /// <returns>Why the track ended, when all its finals are stored.</returns>
    public async Task<SessionEndReason> RunAsync(SpeechEngine engine, CancellationToken cancellationToken)
    {
        _speakers = await _session.OpenTrackerAsync(this);
        _emotions = _session.OpenEmotionTracker();
        SessionEndReason? reason = null;
        var (failures, failingSince) = (0, _time.GetTimestamp());
        while (!(Recording.IsComplete && _position >= Recording.Length))
        {
            var from = _position;
            if (await TryTranscribeAsync(engine, failures, cancellationToken))
            {
                failures = 0;
                continue;
            }

            (failures, failingSince) = failures == 0 || _position > from ? (1, _time.GetTimestamp()) : (failures + 1, failingSince);
            if (failures >= MinFailures && _time.GetElapsedTime(failingSince) >= _options.EnginePatience)
            {
                reason = SessionEndReason.EngineFailed;
                _session.TellRecognition(this, fails: false);
                End(SessionEndReason.EngineFailed);
                break;
            }

            await Task.Delay(Backoff.After(failures, FirstRetry, Random.Shared.NextDouble(), LongestRetry), _time, cancellationToken);
        }

        await _session.UntilAllStoredAsync(cancellationToken);
        if (_speakers is not null)
        {
            await _session.ReviewSpeakersAsync(this, _speakers);
            await _session.UntilAllStoredAsync(cancellationToken);
        }

        return reason ?? _endReason ?? SessionEndReason.PublisherClosed;
    }

    /// <summary>A stage that adds labels failed; the words go on without them. Told of once per stage, as it may fail on every final.</summary>
    internal void OnFault(LabelStage stage, Exception fault)
    {
        if (_faulty.Add(stage))
        {
            _session.LogLabelFailure(fault, this, stage);
        }
    }

    public void Dispose()
    {
        _grace?.Dispose();
        Recording.Dispose();
    }

    /// <returns>False when it failed, which is told.</returns>
    private async Task<bool> TryTranscribeAsync(SpeechEngine engine, int failures, CancellationToken cancellationToken)
    {
        try
        {
            await TranscribeAsync(engine, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _session.LogPipelineFailure(exception, this, _position, failures + 1);
            _session.TellRecognition(this, fails: true);
            await _session.WithdrawAsync(this, _utterances++, _position);
            return false;
        }
    }

    /// <summary>Whole frames before a position, so that those behind it lie as they would without.</summary>
    private static long LeftContext(long position) =>
        Math.Min(RecognizerStreamOptions.LeftContext, position - (position % IVoiceActivityDetector.FrameLength));

    private async Task TranscribeAsync(SpeechEngine engine, CancellationToken cancellationToken)
    {
        var reader = _reader = Recording.ReadFrom(_position, _session.IsImport ? 0 : LeftContext(_position));
        var firstUtterance = _utterances;
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions
        {
            Language = _session.RecognizerLanguage(engine),
            Keyterms = () => _session.Keyterms,
            StartPosition = _position,
            Interims = !_session.IsImport,
            Background = _session.IsImport,
            Quality = _session.IsImport ? RecognitionQuality.Best : RecognitionQuality.Fast,
            MaxDelay = () => _session.MaxDelay,
            WholeCues = _session.IsImport ? null : _session.WholeCues(engine).Count,
        }, _speakers, _emotions, OnFault, _session.HearsSounds, frame => Tell(_watch.Hear(frame)), () => _session.Formatter);
        await foreach (var transcript in pipeline.RunAsync(reader, cancellationToken))
        {
            // Each run counts its utterances from 0; the track goes on counting.
            var numbered = transcript with { Utterance = firstUtterance + transcript.Utterance };
            _utterances = numbered.Utterance + (transcript.IsFinal ? 1 : 0);
            await _session.PublishAsync(this, numbered);
            Tell(transcript.Words.Count > 0 ? _watch.Spoke(reader.Position) : null);
            _session.TellRecognition(this, fails: false);
            if (transcript.IsFinal)
            {
                Volatile.Write(ref _position, Math.Max(_position, transcript.AudioEnd));
            }
        }

        if (reader.Position > _position)
        {
            await _session.StoreProgressAsync(this, reader.Position);
            Volatile.Write(ref _position, reader.Position);
        }
    }
}
