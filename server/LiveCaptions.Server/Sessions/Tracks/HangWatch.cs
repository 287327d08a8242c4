using LiveCaptions.Speech;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Whether an engine that shows words as they are said leaves speech unanswered: so much of it, without a pause, and for so long by the
/// clock, as sound that waited comes faster. Only what answered lately is expected to, or what was just opened: what the voice detector
/// takes for speech may be singing, or a language that nobody asked for. Not thread-safe.
/// </summary>
internal sealed class HangWatch(TimeSpan bound, TimeProvider time)
{
    /// <summary>Frames without speech behind which words may be said to be over: half a second.</summary>
    private const int Pause = 16;

    /// <summary>What last answered longer ago may have had no reason to.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(20);

    private readonly int _speech = (int)Math.Ceiling(bound.TotalSeconds * AudioFormat.SampleRate / IVoiceActivityDetector.FrameLength);
    private long? _sign;
    private bool _isOpened;
    private long _began;
    private int _frames;
    private int _silent;

    public TimeSpan Bound => bound;

    public bool IsHanging => _frames >= _speech && time.GetElapsedTime(_began) >= bound
        && (_isOpened || (_sign is { } sign && time.GetElapsedTime(sign) <= Lately));

    /// <summary>It is ready to hear, and said nothing yet.</summary>
    public bool IsOpened => _isOpened;

    public void Hear(bool isSpeech)
    {
        _silent = isSpeech ? 0 : _silent + 1;
        _frames = _silent >= Pause ? 0 : _frames;
        if (isSpeech && _frames++ == 0)
        {
            _began = time.GetTimestamp();
        }
    }

    /// <summary>It said something.</summary>
    public void NoteSign() => (_sign, _isOpened, _frames) = (time.GetTimestamp(), false, 0);

    /// <summary>It is ready to hear; what it was given before, it gets now.</summary>
    public void NoteOpen() => (_isOpened, _frames) = (true, 0);
}
