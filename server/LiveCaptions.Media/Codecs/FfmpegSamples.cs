using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Samples of an ffmpeg child, laid where their frames' timestamps have them: int16, mono. Frames come as stereo (float32), so that
/// channels are mixed here as everywhere.
/// </summary>
/// <param name="pipe">What <see cref="FfmpegChild.Samples"/> writes.</param>
/// <param name="messages">Tell of the frames.</param>
/// <param name="channel">The one channel to take, from 0; null mixes all.</param>
internal sealed class FfmpegSamples(Stream pipe, FfmpegMessages messages, FrameTimeline timeline, int? channel)
{
    private const int Channels = 2;
    private const int BytesPerSample = sizeof(float) * Channels;

    /// <summary>ffmpeg makes two channels of one by halves of its power.</summary>
    private static readonly float GainOfMono = MathF.Sqrt(2);

    private readonly PcmDecoder _decoder = new(PcmEncoding.F32Le, Channels, PcmDecoder.OutputSampleRate, channel);
    private readonly ArrayBufferWriter<short> _samples = new();
    private FfmpegFrame? _ahead;
    private long _silence;
    private int _taken;
    private int _held;

    public FrameTimeline Timeline => timeline;

    /// <inheritdoc cref="PcmDecoder.Notices"/>
    public IEnumerable<AudioNotice> DecoderNotices => _decoder.Notices;

    /// <summary>There are no more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Loudest sample so far, in int16 steps.</summary>
    public int Peak { get; private set; }

    /// <returns>The samples read; 0 at the end.</returns>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        while (_silence == 0 && _taken == _held)
        {
            if (await NextFrameAsync(cancellationToken) is not { } frame)
            {
                HasEnded = true;
                return 0;
            }

            await DecodeAsync(frame, cancellationToken);
        }

        return _silence > 0 ? TakeSilence(buffer.Span) : Take(buffer.Span);
    }

    private int TakeSilence(Span<short> buffer)
    {
        var count = (int)Math.Min(_silence, buffer.Length);
        buffer[..count].Clear();
        _silence -= count;
        return count;
    }

    private int Take(Span<short> buffer)
    {
        var count = Math.Min(_held - _taken, buffer.Length);
        _samples.WrittenSpan.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    private async ValueTask DecodeAsync(FfmpegFrame frame, CancellationToken cancellationToken)
    {
        var size = frame.Samples * BytesPerSample;
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var read = await pipe.ReadAtLeastAsync(bytes.AsMemory(0, size), size, throwOnEndOfStream: false, cancellationToken);
            frame = frame with { Timestamp = await TimeOfAsync(frame, cancellationToken) };
            Lay(frame, bytes.AsSpan(0, read - (read % BytesPerSample)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private async ValueTask<FfmpegFrame?> NextFrameAsync(CancellationToken cancellationToken)
    {
        var frame = _ahead ?? await messages.NextFrameAsync(cancellationToken);
        _ahead = null;
        return frame;
    }

    /// <returns>Null where the frame's time says nothing, or stands alone.</returns>
    private async ValueTask<long?> TimeOfAsync(FfmpegFrame frame, CancellationToken cancellationToken)
    {
        if (!messages.HasClock || frame.Timestamp is not { } timestamp || !timeline.Leaps(timestamp))
        {
            return messages.HasClock ? frame.Timestamp : null;
        }

        _ahead = await messages.NextFrameAsync(cancellationToken);
        return _ahead is { } next && timeline.IsBorneOut(frame, next) ? timestamp : null;
    }

    private void Lay(FfmpegFrame frame, Span<byte> bytes)
    {
        if (frame.Channels == 1)
        {
            var floats = MemoryMarshal.Cast<byte, float>(bytes);
            TensorPrimitives.Multiply(floats, GainOfMono, floats);
        }

        _samples.ResetWrittenCount();
        _decoder.Decode(bytes, _samples);
        (_taken, _held) = (0, _samples.WrittenCount);
        var samples = MemoryMarshal.AsMemory(_samples.WrittenMemory).Span;
        Peak = Math.Max(Peak, PeakOf(samples));
        (_silence, var ahead) = timeline.Place(frame.Timestamp, _held);
        if (ahead > 0)
        {
            _held = QuietCut.Shorten(samples, (int)Math.Min(ahead, _held));
            timeline.TakeBack(samples.Length - _held);
        }
    }

    private static int PeakOf(ReadOnlySpan<short> samples) =>
        samples.IsEmpty ? 0 : Math.Max(TensorPrimitives.Max(samples), -TensorPrimitives.Min(samples));
}
