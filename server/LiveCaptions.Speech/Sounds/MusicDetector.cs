using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Sounds;

/// <summary>
/// Hears music where nobody speaks, frame by frame, and rather misses it than finds what is none: 5 s without speech whose sound is nearly
/// all steady tones, at least four different notes of which come to the fore. Speech glides, noise has no tones, hum and machines have
/// one or two. Music that is sung over, or mostly drums, is not found. Not thread-safe.
/// </summary>
public sealed class MusicDetector
{
    /// <summary>Frames of 32 ms that are looked at together: 5 s.</summary>
    private const int Window = 156;

    /// <summary>Frames from one look to the next: 1 s.</summary>
    private const int Step = 31;

    /// <summary>Looks in a row that find nothing until it is over: music has soft passages.</summary>
    private const int Misses = 6;

    /// <summary>A tone that is shorter than this is none: a quarter of a second.</summary>
    private const int ShortestTone = 8;

    /// <summary>Frames that a note has to be the loudest in.</summary>
    private const int ShortestNote = 5;

    private const int LeastNotes = 4;

    /// <summary>Bins between a tone's end and another's begin up to which it is one that glides, as sirens do, and no new note.</summary>
    private const int Glide = 2;

    /// <summary>Share of the energy that is in tones, and of the frames that have one.</summary>
    private const double LeastEnergy = 0.6;
    private const double LeastCover = 0.85;

    /// <summary>In dB of full scale: what is quieter is not there to be heard.</summary>
    private const double Quietest = -50;

    /// <summary>
    /// Speech probability from which on somebody may be speaking, as for recognition, and how long before that they may have begun.
    /// </summary>
    private const float Speech = 0.3f;
    private const long Onset = 16 * IVoiceActivityDetector.FrameLength;

    private readonly ToneFrame _frame = new();
    private readonly float[] _samples = new float[ToneFrame.Length];
    private readonly Queue<(double Level, double Energy)> _levels = new();
    private readonly List<Tone> _sounding = [];
    private readonly List<Tone> _tones = [];
    private int _number;
    private long _position;
    private (long Start, long End)? _open;
    private int _misses;

    /// <param name="position">Of the first sample, in the track; frames follow each other.</param>
    /// <param name="samples"><see cref="IVoiceActivityDetector.FrameLength"/> of them.</param>
    /// <returns>Music that has just ended; null where none has.</returns>
    public SoundEvent? Next(long position, ReadOnlySpan<float> samples, float speechProbability)
    {
        _position = position + samples.Length;
        if (speechProbability >= Speech)
        {
            Forget();
            return Close(position - Onset);
        }

        _samples.AsSpan(samples.Length).CopyTo(_samples);
        samples.CopyTo(_samples.AsSpan(^samples.Length..));
        _frame.Look(_samples);
        Follow();
        _number++;
        return _levels.Count == Window && _number % Step == 0 ? Judge() : null;
    }

    /// <summary>Nothing more comes.</summary>
    public SoundEvent? Finish() => Close(_position);

    private void Follow()
    {
        _levels.Enqueue((_frame.Level, _frame.Energy));
        if (_levels.Count > Window)
        {
            _levels.Dequeue();
        }

        var before = _sounding.ConvertAll(tone => tone.Bin);
        var bins = _frame.Tones.ToList();
        foreach (var tone in _sounding.ToList())
        {
            var bin = bins.FindIndex(b => Math.Abs(b - tone.Bin) <= 1);
            if (bin < 0)
            {
                _sounding.Remove(tone);
                continue;
            }

            tone.Sound(_number, _frame.EnergyAt(bins[bin]));
            bins.RemoveAt(bin);
        }

        foreach (var bin in bins)
        {
            var tone = new Tone(bin, _number) { IsNote = !before.Exists(b => Math.Abs(b - bin) <= Glide) };
            tone.Sound(_number, _frame.EnergyAt(bin));
            _sounding.Add(tone);
            _tones.Add(tone);
        }

        _tones.RemoveAll(tone => tone.End <= _number - Window || (tone.End <= _number && tone.End - tone.Start < ShortestTone));
    }

    private SoundEvent? Judge()
    {
        if (IsMusic())
        {
            _open = (_open?.Start ?? _position - (Window * (long)IVoiceActivityDetector.FrameLength), _position);
            _misses = 0;
            return null;
        }

        return _open is not null && ++_misses >= Misses ? Close(_position) : null;
    }

    private bool IsMusic()
    {
        var first = _number - Window;
        var steady = _tones.Where(tone => tone.End - tone.Start >= ShortestTone).ToList();
        var loudest = new Tone?[Window];
        foreach (var tone in steady)
        {
            for (var frame = Math.Max(tone.Start, first); frame < tone.End; frame++)
            {
                loudest[frame - first] = loudest[frame - first] is { } other && other.Energy >= tone.Energy ? other : tone;
            }
        }

        var notes = loudest.OfType<Tone>().Where(tone => tone.IsNote)
            .GroupBy(tone => tone.Pitch).Count(note => note.Count() >= ShortestNote);
        var energy = steady.Sum(tone => tone.Energy * (tone.End - Math.Max(tone.Start, first))) / _levels.Sum(l => l.Energy);
        return notes >= LeastNotes
            && energy >= LeastEnergy
            && loudest.Count(tone => tone is not null) >= LeastCover * Window
            && _levels.Average(l => l.Level) >= Quietest;
    }

    /// <param name="latest">It was over by then.</param>
    private SoundEvent? Close(long latest)
    {
        var music = _open is { } open ? new SoundEvent(SoundKind.Music, open.Start, Math.Min(open.End, latest)) : null;
        (_open, _misses) = (null, 0);
        return music is not null && music.End > music.Start ? music : null;
    }

    private void Forget()
    {
        _levels.Clear();
        _sounding.Clear();
        _tones.Clear();
        _samples.AsSpan().Clear();
    }
}
