using System.Buffers;

namespace LiveCaptions.Media.Audio;

/// <summary>
/// Streaming sample rate conversion of one mono track by a polyphase windowed-sinc filter. Output n stands for the same
/// instant as input n × from / to: the filter's delay is taken out, so times do not move. How the input is cut into
/// calls changes nothing, not one bit. Not thread-safe.
/// </summary>
public sealed class Resampler
{
    private readonly ResamplerKernel _kernel;
    private readonly int _step;
    private readonly int _phases;

    // The input not yet behind the filter: the window of output n starts at _history[_start].
    private float[] _history;
    private int _start;
    private int _filled;

    // How far, in 1 / _phases of an input sample, the next output lies behind the centre of its window.
    private int _phase;
    private long _received;
    private long _produced;

    /// <param name="from">Rate of the input in Hz.</param>
    /// <param name="to">Rate of the output in Hz.</param>
    public Resampler(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(to);
        var divisor = GreatestCommonDivisor(from, to);
        _phases = to / divisor;
        _step = from / divisor;
        _kernel = new ResamplerKernel(_phases, _step);
        _history = new float[_kernel.Taps * 2];
        _filled = _kernel.Centre; // silence before the first sample
    }

    /// <summary>Takes the next input and writes all output that it completes; the last 2 ms wait for what follows.</summary>
    public void Process(ReadOnlySpan<float> input, IBufferWriter<float> output)
    {
        _received += input.Length;
        Append(input);
        Drain(output, long.MaxValue);
    }

    /// <summary>The input ends here: writes the rest, so that input and output last equally long (rounded up to a sample).</summary>
    public void Flush(IBufferWriter<float> output)
    {
        var silence = ArrayPool<float>.Shared.Rent(_kernel.Taps);
        silence.AsSpan().Clear();
        Append(silence.AsSpan(0, _kernel.Taps));
        ArrayPool<float>.Shared.Return(silence);
        Drain(output, DivideUp(_received * _phases, _step) - _produced);
    }

    private void Drain(IBufferWriter<float> output, long limit)
    {
        var ready = Math.Min(CompletedOutputs(), limit);
        while (ready > 0)
        {
            var block = output.GetSpan();
            var count = (int)Math.Min(ready, block.Length);
            for (var i = 0; i < count; i++)
            {
                block[i] = _kernel.Apply(_history.AsSpan(_start, _kernel.Taps), _phase);
                Advance();
            }

            output.Advance(count);
            _produced += count;
            ready -= count;
        }
    }

    private void Advance()
    {
        _phase += _step;
        _start += _phase / _phases;
        _phase %= _phases;
    }

    // Output k from now has its window at _start + (_phase + k × _step) / _phases, which must end inside the history.
    private long CompletedOutputs()
    {
        var last = _filled - _kernel.Taps - _start;
        return last < 0 ? 0 : ((((long)last + 1) * _phases) - 1 - _phase) / _step + 1;
    }

    private void Append(ReadOnlySpan<float> input)
    {
        var kept = _filled - _start;
        if (_filled + input.Length > _history.Length)
        {
            var target = kept + input.Length > _history.Length ? new float[kept + input.Length + _kernel.Taps] : _history;
            _history.AsSpan(_start, kept).CopyTo(target);
            _history = target;
            _start = 0;
            _filled = kept;
        }

        input.CopyTo(_history.AsSpan(_filled));
        _filled += input.Length;
    }

    private static long DivideUp(long a, long b) => (a + b - 1) / b;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
