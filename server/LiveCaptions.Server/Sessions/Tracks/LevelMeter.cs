using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>How loud the last three seconds of a track were. Thread-safe.</summary>
internal sealed class LevelMeter
{
    private const int Seconds = 3;

    private readonly Lock _lock = new();
    private readonly (double Energy, int Peak, int Count)[] _seconds = new (double, int, int)[Seconds];
    private int _now;

    public void Add(ReadOnlySpan<short> samples)
    {
        lock (_lock)
        {
            while (!samples.IsEmpty)
            {
                if (_seconds[_now].Count == AudioFormat.SampleRate)
                {
                    _now = (_now + 1) % Seconds;
                    _seconds[_now] = default;
                }

                var count = Math.Min(samples.Length, AudioFormat.SampleRate - _seconds[_now].Count);
                Add(ref _seconds[_now], samples[..count]);
                samples = samples[count..];
            }
        }
    }

    /// <summary>Null before the first sample.</summary>
    public SoundLevel? Of(int track)
    {
        lock (_lock)
        {
            var count = _seconds.Sum(second => second.Count);
            return count == 0 ? null : new SoundLevel(
                track,
                SoundLevel.Decibels(Math.Sqrt(_seconds.Sum(second => second.Energy) / count)),
                SoundLevel.Decibels(_seconds.Max(second => second.Peak)));
        }
    }

    private static void Add(ref (double Energy, int Peak, int Count) second, ReadOnlySpan<short> samples)
    {
        long energy = 0;
        foreach (int sample in samples)
        {
            energy += sample * sample;
            second.Peak = Math.Max(second.Peak, Math.Abs(sample));
        }

        second.Energy += energy;
        second.Count += samples.Length;
    }
}
