using LiveCaptions.Server.Engine;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Whether an engine has stopped working without saying so: it was given speech and writes nothing, or takes no more of the sound there is.
/// One that shows words as they are said is known to hang sooner: somebody goes on speaking, and it, that just answered, says nothing.
/// </summary>
internal sealed class StallWatch : IDisposable
{
    /// <summary>Frames of speech from which words are to be expected: 0.5 s.</summary>
    private const int Speech = 16;

    /// <summary>Frames without any behind which nothing more is to be expected of what was hardly speech: 5 s.</summary>
    private const int Silence = 156;

    private const float IsSpeech = 0.5f;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _bound;
    private readonly HangWatch? _hangs;
    private readonly Func<bool> _waits;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private long _moved;
    private long _spoken;
    private int _frames;
    private int _silent;
    private bool _paused;
    private TimeSpan _waited;

    /// <param name="bound">How long it may do so; 0 for ever.</param>
    /// <param name="hangs">How long one that shows words as they are said may leave speech unanswered; 0 for as long as others.</param>
    /// <param name="waits">Whether there is something for it to do besides what it was given.</param>
    public StallWatch(TimeSpan bound, TimeSpan hangs, Func<bool> waits, TimeProvider time)
    {
        (_bound, _waits, _time, _moved) = (bound, waits, time, time.GetTimestamp());
        _hangs = hangs > TimeSpan.Zero && hangs < bound ? new HangWatch(hangs, time) : null;
        var period = (_hangs is null ? bound : hangs) / 4;
        _timer = bound > TimeSpan.Zero ? time.CreateTimer(_ => Look(), state: null, period, period) : null;
    }

    /// <summary>Completes when it has.</summary>
    public Task Stalled => _stalled.Task;

    /// <summary>Whether it has, and never said anything since it was ready.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>Once it has.</summary>
    public EngineFailedException ToException()
    {
        lock (_lock)
        {
            return EngineFailedException.Stalled(_waited);
        }
    }

    /// <summary>It is given a frame.</summary>
    public void Hear(SpeechFrame frame)
    {
        lock (_lock)
        {
            var isSpeech = frame.SpeechProbability >= IsSpeech;
            _moved = _time.GetTimestamp();
            _silent = isSpeech ? 0 : _silent + 1;
            _frames = _frames < Speech && _silent > Silence ? 0 : _frames;
            _frames += isSpeech ? 1 : 0;
            _spoken = _frames == Speech && isSpeech ? _moved : _spoken;
            _hangs?.Hear(isSpeech);
        }
    }

    /// <summary>It said something, though nothing may come of it.</summary>
    public void NoteSign()
    {
        lock (_lock)
        {
            _hangs?.NoteSign();
        }
    }

    /// <summary>It is ready to hear, and owes a first answer.</summary>
    public void NoteOpen()
    {
        lock (_lock)
        {
            _hangs?.NoteOpen();
        }
    }

    /// <summary>It wrote something, which takes as long as the storage likes.</summary>
    public void Pause() => Begin(paused: true);

    /// <summary>That is written down.</summary>
    public void GoOn() => Begin(paused: false);

    public void Dispose() => _timer?.Dispose();

    private void Begin(bool paused)
    {
        lock (_lock)
        {
            (_paused, _frames, _moved) = (paused, 0, _time.GetTimestamp());
            _hangs?.NoteSign();
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            if (_paused)
            {
                return;
            }

            if (_hangs is { IsHanging: true })
            {
                IsUnanswered = _hangs.IsOpened;
                Give(_hangs.Bound);
            }
            else if ((_frames >= Speech && IsLongAgo(_spoken)) || (IsLongAgo(_moved) && _waits()))
            {
                Give(_bound);
            }
        }
    }

    private void Give(TimeSpan waited)
    {
        _waited = _stalled.Task.IsCompleted ? _waited : waited;
        _stalled.TrySetResult();
    }

    private bool IsLongAgo(long timestamp) => _time.GetElapsedTime(timestamp) >= _bound;
}
