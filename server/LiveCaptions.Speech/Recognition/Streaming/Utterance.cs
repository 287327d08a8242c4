using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Streaming;

/// <summary>The audio of one utterance while it grows, frame by frame.</summary>
/// <param name="start">Position of its first sample.</param>
/// <param name="keepFrom">Words before this position belong to the utterance before, which was cut here.</param>
internal sealed class Utterance(long start, long keepFrom)
{
    private float[] _audio = new float[4 * AudioFormat.SampleRate];
    private int _length;

    public long Start { get; } = start;

    public long KeepFrom { get; } = keepFrom;

    /// <summary>Words from this position on belong to the next utterance; none while this one is not cut.</summary>
    public long KeepTo { get; private set; } = long.MaxValue;

    /// <summary>Speech probability per frame.</summary>
    public List<float> Probabilities { get; } = [];

    public int Frames => Probabilities.Count;

    /// <summary>Samples so far; unlike <see cref="Audio"/> it may be asked for while the utterance grows.</summary>
    public int Length => _length;

    public int SpeechFrames { get; private set; }

    public long SpeechSamples => (long)SpeechFrames * IVoiceActivityDetector.FrameLength;

    /// <summary>Frames up to and with the last one that held speech.</summary>
    public int SpeechEnd { get; private set; }

    public int TrailingSilence => Frames - SpeechEnd;

    /// <summary>All audio so far. Stays valid and unchanged while the utterance grows.</summary>
    public ReadOnlyMemory<float> Audio => _audio.AsMemory(0, _length);

    /// <summary>Position up to which the track is behind this utterance once it has ended.</summary>
    public long End => KeepTo != long.MaxValue ? KeepTo : Start + _length;

    public void Add(ReadOnlySpan<float> samples, float probability, bool speech)
    {
        if (_length + samples.Length > _audio.Length)
        {
            Array.Resize(ref _audio, 2 * _audio.Length);
        }

        samples.CopyTo(_audio.AsSpan(_length));
        _length += samples.Length;
        Probabilities.Add(probability);
        if (speech)
        {
            SpeechFrames++;
            SpeechEnd = Frames;
        }
    }

    /// <summary>The audio up to <paramref name="silence"/> frames after the last speech.</summary>
    public ReadOnlyMemory<float> AudioWithSilence(int silence) =>
        _audio.AsMemory(0, Math.Min(_length, (SpeechEnd + silence) * IVoiceActivityDetector.FrameLength));

    /// <summary>A copy of the frames [from, to).</summary>
    /// <param name="threshold">Frames of at least this probability are speech.</param>
    public Utterance Part(int from, int to, float threshold)
    {
        var part = new Utterance(Position(from), Math.Max(KeepFrom, Position(from)));
        for (var i = from; i < to; i++)
        {
            part.Add(Samples(i), Probabilities[i], Probabilities[i] >= threshold);
        }

        return part;
    }

    /// <summary>Of a frame's first sample.</summary>
    public long Position(int frame) => Start + ((long)frame * IVoiceActivityDetector.FrameLength);

    public ReadOnlySpan<float> Samples(int frame)
    {
        var from = frame * IVoiceActivityDetector.FrameLength;
        return _audio.AsSpan(from, Math.Min(IVoiceActivityDetector.FrameLength, _length - from));
    }

    /// <summary>What is heard up to now.</summary>
    /// <param name="threshold">Frames of at least this probability are speech.</param>
    public HeardSpeech Heard(float threshold) => new(Start, Audio, Probabilities.ToArray(), Position(SpeechEnd), threshold);

    /// <summary>Cuts here: what follows is another utterance's.</summary>
    public void CutAt(int frame) => KeepTo = Start + ((long)frame * IVoiceActivityDetector.FrameLength);
}
