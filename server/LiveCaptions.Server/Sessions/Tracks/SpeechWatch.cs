using System.Numerics.Tensors;
using LiveCaptions.Media.Audio;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>
/// Whether anything is said on a track: where for long there is no speech in its sound, somebody should look at the microphone.
/// </summary>
/// <param name="seconds">Of sound without speech, after which it is told; 0 never tells.</param>
internal sealed class SpeechWatch(double seconds)
{
    private const string Code = "noSpeech";
    private const float Speech = 0.5f;

    /// <summary>Frames of it that follow each other: less is a cough, or music.</summary>
    private const int FewFrames = 8;

    /// <summary>Peak (-80 dBFS) of a microphone that is muted: even a silent room is louder.</summary>
    private const float Muted = 1e-4f;

    private readonly Lock _lock = new();
    private long _since;
    private double _energy;
    private float _peak;
    private int _frames;

    // What was told; a server that was started anew does not know.
    private string? _told = "";

    /// <returns>What there is to tell; nearly always null.</returns>
    public AudioNotice? Hear(SpeechFrame frame)
    {
        var samples = frame.Samples.Span;
        lock (_lock)
        {
            _frames = frame.SpeechProbability >= Speech ? _frames + 1 : 0;
            if (seconds == 0 || frame.Position < _since || _frames >= FewFrames)
            {
                Begin(Math.Max(_since, frame.Position));
                return null;
            }

            _energy += TensorPrimitives.SumOfSquares(samples);
            _peak = samples.IsEmpty ? _peak : Math.Max(_peak, Math.Abs(TensorPrimitives.MaxMagnitude(samples)));
            return frame.Position - _since >= AudioFormat.ToSamples(seconds) ? Judge(frame.Position) : null;
        }
    }

    /// <summary>Words were recognised.</summary>
    /// <param name="position">Where recognition is.</param>
    public AudioNotice? Spoke(long position)
    {
        lock (_lock)
        {
            Begin(Math.Max(_since, position));
            return Interlocked.Exchange(ref _told, null) is null ? null : new AudioNotice(Code, "Words are recognised.") { IsOver = true };
        }
    }

    /// <summary>Up to there nobody published: that it is silent says nothing.</summary>
    public void Forgive(long position)
    {
        lock (_lock)
        {
            Begin(Math.Max(_since, position));
        }
    }

    private AudioNotice? Judge(long position)
    {
        var rms = Math.Sqrt(_energy / Math.Max(1, position - _since));
        var line = _peak < Muted
            ? $"No sound at all has come for {seconds:0} s: is the microphone muted?"
            : $"Nothing was said for {seconds:0} s, though there is sound ({SoundLevel.Decibels(rms * 32_768):0} dBFS): "
                + "is it the right microphone, and loud enough?";
        var kind = _peak < Muted ? "muted" : "sound";
        Begin(position);
        return Interlocked.Exchange(ref _told, kind) == kind ? null : new AudioNotice(Code, line);
    }

    private void Begin(long position) => (_since, _energy, _peak) = (position, 0, 0);
}
