using System.Buffers;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Tests;

/// <summary>Cuts inputs into pieces and collects what comes out.</summary>
internal static class SampleSink
{
    public static float[] Resample(int from, int to, ReadOnlySpan<float> input, IEnumerable<int> pieces)
    {
        var resampler = new Resampler(from, to);
        var output = new ArrayBufferWriter<float>();
        foreach (var piece in Cut(input.Length, 1, pieces))
        {
            resampler.Process(input[piece], output);
        }

        resampler.Flush(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Consecutive ranges over a length, of the given sizes (in units), the last one up to the end.</summary>
    public static IEnumerable<Range> Cut(int length, int unit, IEnumerable<int> pieces)
    {
        var start = 0;
        foreach (var piece in pieces)
        {
            var end = Math.Min(length, start + (piece * unit));
            yield return start..end;
            start = end;
        }

        yield return start..length;
    }
}
