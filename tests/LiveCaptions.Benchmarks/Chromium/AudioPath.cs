using System.Numerics.Tensors;
using LiveCaptions.Speech;

namespace LiveCaptions.Benchmarks.Chromium;

/// <summary>
/// How long sound was on its way from the page to the recording: windows of what was played are looked for in what was recorded,
/// by the highest normalised cross-correlation.
/// </summary>
internal static class AudioPath
{
    private const int Window = AudioFormat.SampleRate / 2;

    // No multiple of a packet, so that all places in packets are looked at.
    private const int Step = 11_717;
    private const int FirstReach = 3 * AudioFormat.SampleRate;
    private const int Reach = AudioFormat.SampleRate / 20;
    private const float Alike = 0.7f;

    /// <returns>Seconds for each window in which something is to be heard and that was found.</returns>
    public static IEnumerable<(int Sample, double Seconds)> Delays(short[] played, TrackWatch track, PageClock clock)
    {
        var (spoken, recorded) = (ToFloats(played), ToFloats(track.Samples));
        int? last = null;
        for (var start = 0; start + Window <= spoken.Length; start += Step)
        {
            var (from, to) = last is { } known ? (known - Reach, known + Reach) : (-Reach, FirstReach);
            if (FindShift(spoken.AsSpan(start, Window), recorded, start + from, start + to) is { } position)
            {
                last = position - start;
                if (track.RecordedAt(position) is { } at)
                {
                    yield return (start, (at - clock.PlayedAt(AudioFormat.ToSeconds(start))).TotalSeconds);
                }
            }
        }
    }

    /// <returns>Where the window is in the recording; null when it is silent, or nothing there is like it.</returns>
    private static int? FindShift(ReadOnlySpan<float> window, ReadOnlySpan<float> recorded, int from, int to)
    {
        var energy = TensorPrimitives.Norm(window);
        var (best, place) = (Alike, (int?)null);
        for (var position = Math.Max(0, from); energy > 1 && position <= Math.Min(to, recorded.Length - Window); position++)
        {
            var there = recorded.Slice(position, Window);
            var likeness = TensorPrimitives.Dot(window, there) / (energy * Math.Max(TensorPrimitives.Norm(there), float.Epsilon));
            (best, place) = likeness > best ? (likeness, position) : (best, place);
        }

        return place;
    }

    private static float[] ToFloats(short[] samples) => Array.ConvertAll(samples, sample => sample / 32_768f);
}
