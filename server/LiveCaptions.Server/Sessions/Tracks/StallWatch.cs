using LiveCaptions.Server.Engine;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Whether an engine has stopped working without saying so: it was given speech and writes nothing, or takes no more of the sound there is.
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
    private readonly Func<bool> _waits;
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;
    private long _moved;
    private long _spoken;
    private int _frames;
    private int _silent;
    private bool _paused;

    /// <param name="bound">How long it may do so; 0 for ever.</param>
    /// <param name="waits">Whether there is something for it to do besides what it was given.</param>
    public StallWatch(TimeSpan bound, Func<bool> waits, TimeProvider time)
    {
        (_bound, _waits, _time, _moved) = (bound, waits, time, time.GetTimestamp());
        _timer = bound > TimeSpan.Zero ? time.CreateTimer(_ => Look(), state: null, bound / 4, bound / 4) : null;
    }

    /// <summary>Completes when it has.</summary>
    public Task Stalled => _stalled.Task;

    public EngineFailedException ToException() => EngineFailedException.Stalled(_bound);

    /// <summary>It is given a frame.</summary>
    public void Hear(SpeechFrame frame)
    {
        lock (_lock)
        {
            _moved = _time.GetTimestamp();
            _silent = frame.SpeechProbability >= IsSpeech ? 0 : _silent + 1;
            _frames = _frames < Speech && _silent > Silence ? 0 : _frames;
            _frames += frame.SpeechProbability >= IsSpeech ? 1 : 0;
            _spoken = _frames == Speech && frame.SpeechProbability >= IsSpeech ? _moved : _spoken;
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
        }
    }

    private void Look()
    {
        lock (_lock)
        {
            if (!_paused && ((_frames >= Speech && IsLongAgo(_spoken)) || (IsLongAgo(_moved) && _waits())))
            {
                _stalled.TrySetResult();
            }
        }
    }

    private bool IsLongAgo(long timestamp) => _time.GetElapsedTime(timestamp) >= _bound;
}
