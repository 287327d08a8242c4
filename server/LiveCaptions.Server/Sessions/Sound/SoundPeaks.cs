using System.Buffers;

namespace LiveCaptions.Server.Sessions.Sound;

/// <summary>How loud a sound is from stretch to stretch, to draw it. One is read at a time, from its first sample to its last.</summary>
internal sealed class SoundPeaks
{
    public const int Most = 4_000;
    private const int Block = 32 * 1024;

    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="from">Sample at which the first stretch begins.</param>
    /// <param name="to">Sample before which the last one ends.</param>
    /// <returns>The loudest sample of each stretch, 0 to 1.</returns>
    /// <exception cref="OperationCanceledException">Who asked does not wait any more.</exception>
    public async Task<IReadOnlyList<double>> ReadAsync(
        SessionSound sound, long from, long to, int count, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var block = ArrayPool<short>.Shared.Rent(Block);
        try
        {
            var peaks = new double[count];
            for (var at = from; at < to; at += Block)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var read = sound.ReadSamples(block.AsSpan(0, (int)Math.Min(Block, to - at)), at);
                Take(block.AsSpan(0, read), peaks, at - from, to - from);
            }

            return [.. peaks.Select(peak => Math.Round(peak / -short.MinValue, 3))];
        }
        finally
        {
            ArrayPool<short>.Shared.Return(block);
            _turn.Release();
        }
    }

    private static void Take(ReadOnlySpan<short> samples, double[] peaks, long at, long length)
    {
        while (!samples.IsEmpty)
        {
            var index = (int)(at * peaks.Length / length);
            var end = ((index + 1) * length + peaks.Length - 1) / peaks.Length;
            var stretch = samples[..(int)Math.Min(samples.Length, Math.Max(1, end - at))];
            foreach (var sample in stretch)
            {
                peaks[index] = Math.Max(peaks[index], Math.Abs((int)sample));
            }

            samples = samples[stretch.Length..];
            at += stretch.Length;
        }
    }
}
