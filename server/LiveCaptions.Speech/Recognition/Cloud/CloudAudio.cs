using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// The sound of a track that may be needed once more: what is not final yet, and a little before it. Bounded: the oldest goes.
/// Thread-safe.
/// </summary>
internal sealed class CloudAudio
{
    /// <summary>Frames that are held at most: 2 min, 8 MB.</summary>
    private const int Most = 120 * AudioFormat.SampleRate / IVoiceActivityDetector.FrameLength;

    /// <summary>Frames that are let go of at once.</summary>
    private const int Step = 64;

    private readonly Lock _lock = new();
    private readonly List<float> _samples = [];
    private readonly List<float> _speech = [];
    private long _spokenBefore = long.MinValue;

    /// <summary>Position of the first sample that is held.</summary>
    public long Start { get; private set; }

    /// <summary>Position behind the last.</summary>
    public long End
    {
        get
        {
            lock (_lock)
            {
                return Start + _samples.Count;
            }
        }
    }

    /// <summary>Position behind the last speech that is not held any more.</summary>
    public long SpokenBefore
    {
        get
        {
            lock (_lock)
            {
                return _spokenBefore;
            }
        }
    }

    public bool IsEmpty => _speech.Count == 0;

    public void Add(SpeechFrame frame)
    {
        lock (_lock)
        {
            Start = _samples.Count == 0 ? frame.Position : Start;
            _samples.AddRange(frame.Samples.Span);
            _speech.Add(frame.SpeechProbability);
            if (_speech.Count > Most)
            {
                Remove(Step);
            }
        }
    }

    /// <summary>Nobody needs what lies before a position any more.</summary>
    public void Forget(long position)
    {
        lock (_lock)
        {
            var frames = (int)Math.Clamp((position - Start) / IVoiceActivityDetector.FrameLength, 0, _speech.Count - 1);
            if (frames >= Step)
            {
                Remove(frames);
            }
        }
    }

    /// <summary>Writes samples as 16 bits, little endian.</summary>
    /// <param name="pcm">Two bytes for each sample; what there are no samples for is silence.</param>
    public void CopyTo(long position, Span<byte> pcm)
    {
        var target = MemoryMarshal.Cast<byte, short>(pcm);
        lock (_lock)
        {
            var samples = CollectionsMarshal.AsSpan(_samples)[(int)(position - Start)..];
            samples = samples[..Math.Min(samples.Length, target.Length)];
            ToPcm(samples, target);
            target[samples.Length..].Clear();
        }
    }

    /// <summary>Samples as 16 bits.</summary>
    /// <param name="pcm">At least as long.</param>
    public static void ToPcm(ReadOnlySpan<float> samples, Span<short> pcm)
    {
        var scaled = new float[samples.Length];
        TensorPrimitives.Multiply(samples, 32768f, scaled);
        TensorPrimitives.Round<float>(scaled, scaled);
        TensorPrimitives.ConvertSaturating<float, short>(scaled, pcm);
    }

    /// <summary>Whether somebody spoke between two positions, as far as that is held.</summary>
    public bool HasSpeech(long from, long to = long.MaxValue)
    {
        lock (_lock)
        {
            var first = (int)Math.Clamp((from - Start) / IVoiceActivityDetector.FrameLength, 0, _speech.Count);
            var end = Math.Min(to, Start + _samples.Count) - Start + IVoiceActivityDetector.FrameLength - 1;
            var last = (int)Math.Clamp(end / IVoiceActivityDetector.FrameLength, first, _speech.Count);
            return CollectionsMarshal.AsSpan(_speech)[first..last].IndexOfAnyInRange(HeardUtterance.ClearSpeech, 1) >= 0;
        }
    }

    /// <summary>The parts of a stretch in which somebody speaks; all of it where nobody does, or it is not held.</summary>
    public IReadOnlyList<(long Start, long End)> SpeechBetween(long from, long to)
    {
        var parts = new List<(long Start, long End)>();
        lock (_lock)
        {
            var first = (int)Math.Clamp((from - Start) / IVoiceActivityDetector.FrameLength, 0, _speech.Count);
            for (var i = first; i < _speech.Count && PositionOf(i) < to; i++)
            {
                if (_speech[i] >= HeardUtterance.ClearSpeech)
                {
                    parts.Add((Math.Max(from, PositionOf(i)), Math.Min(to, PositionOf(i + 1))));
                }
            }
        }

        return parts.Count > 0 ? parts : [(from, Math.Max(from, to))];

        long PositionOf(int frame) => Start + ((long)frame * IVoiceActivityDetector.FrameLength);
    }

    /// <summary>What a stretch was made of; null where it is not held any more.</summary>
    public HeardUtterance? Heard(long from, long to)
    {
        lock (_lock)
        {
            var first = (int)Math.Max(0, (from - Start) / IVoiceActivityDetector.FrameLength);
            var last = (int)Math.Min(_speech.Count, ((to - Start - 1) / IVoiceActivityDetector.FrameLength) + 1);
            if (first >= last)
            {
                return null;
            }

            var begin = first * IVoiceActivityDetector.FrameLength;
            var count = Math.Min(last * IVoiceActivityDetector.FrameLength, _samples.Count) - begin;
            var samples = _samples.GetRange(begin, count).ToArray();
            return new HeardUtterance(Start + begin, from, to, samples, _speech.GetRange(first, last - first), EncoderFeatures.None);
        }
    }

    private void Remove(int frames)
    {
        var last = CollectionsMarshal.AsSpan(_speech)[..frames].LastIndexOfAnyInRange(HeardUtterance.ClearSpeech, 1);
        _spokenBefore = last < 0 ? _spokenBefore : Start + ((last + 1L) * IVoiceActivityDetector.FrameLength);
        _samples.RemoveRange(0, frames * IVoiceActivityDetector.FrameLength);
        _speech.RemoveRange(0, frames);
        Start += (long)frames * IVoiceActivityDetector.FrameLength;
    }
}
