using System.Runtime.InteropServices;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench;

/// <summary>
/// Where the sound of speech begins and ends in a clip, by its energy alone, so that no model judges another. In samples.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpeechBounds(int Start, int End)
{
    /// <summary>Decibels below a clip's loud frames where its speech begins.</summary>
    public const double Drop = 30;

    /// <summary>The same for an onset that is beyond doubt: a breath is softer than this.</summary>
    public const double StrictDrop = 20;

    // 10 ms
    private const int FrameLength = AudioFormat.SampleRate / 100;
    private const int RunFrames = 3;
    private const double AboveNoise = 8;

    /// <summary>From the first three frames in a row that are loud enough to the last three.</summary>
    /// <param name="samples">16 kHz mono.</param>
    /// <param name="drop">Decibels below the 95th percentile of frames; but a frame is also 8 dB above the 5th.</param>
    /// <returns>Null where nothing stands out.</returns>
    public static SpeechBounds? Find(ReadOnlySpan<short> samples, double drop)
    {
        var levels = Levels(samples);
        if (levels.Length == 0)
        {
            return null;
        }

        var sorted = levels.Order().ToArray();
        var threshold = Math.Max(Percentile(sorted, 0.95) - drop, Percentile(sorted, 0.05) + AboveNoise);
        var starts = Enumerable.Range(0, Math.Max(0, levels.Length - RunFrames + 1))
            .Where(frame => levels.AsSpan(frame, RunFrames).IndexOfAnyExceptInRange(threshold, double.MaxValue) < 0)
            .ToList();
        return starts.Count == 0 ? null : new SpeechBounds(starts[0] * FrameLength, (starts[^1] + RunFrames) * FrameLength);
    }

    /// <summary>Decibels of each frame; silence is 0, so that the logarithm stays finite.</summary>
    private static double[] Levels(ReadOnlySpan<short> samples)
    {
        var levels = new double[samples.Length / FrameLength];
        for (var frame = 0; frame < levels.Length; frame++)
        {
            var energy = 0.0;
            foreach (var sample in samples.Slice(frame * FrameLength, FrameLength))
            {
                energy += (double)sample * sample;
            }

            levels[frame] = 10 * Math.Log10((energy / FrameLength) + 1);
        }

        return levels;
    }

    private static double Percentile(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
