using System.Buffers;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>Follows a recording as it grows; ends where the recording is complete, or where a flush was asked for.</summary>
public sealed class RecordingReader : IAudioSource
{
    private readonly TrackRecording _recording;
    private readonly long _start;
    private long _position;
    private volatile bool _isAtEnd;

    /// <param name="context">Samples before the start that are read, too.</param>
    internal RecordingReader(TrackRecording recording, long start, long context) =>
        (_recording, _start, _position) = (recording, start, start - context);

    public long Position => Volatile.Read(ref _position);

    public long Available => Math.Max(0, _recording.Length - Position);

    /// <summary>Whether all was read that it reads at all.</summary>
    public bool IsAtEnd => _isAtEnd;

    /// <summary>Why it could not read, which is the disk's fault and not the reader's; null where it could.</summary>
    public Exception? Fault { get; private set; }

    public async ValueTask<int> ReadAsync(Memory<float> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The end first: what is complete grows no more.
            var end = _recording.EndFor(_start);
            var count = (int)Math.Min(buffer.Length, (end ?? _recording.Length) - Position);
            if (count > 0)
            {
                Read(buffer.Span[..count]);
                return count;
            }

            if (end is not null)
            {
                _isAtEnd = true;
                return 0;
            }

            await _recording.WaitForMoreAsync(cancellationToken);
        }
    }

    private void Read(Span<float> buffer)
    {
        var samples = ArrayPool<short>.Shared.Rent(buffer.Length);
        try
        {
            _recording.Read(samples.AsSpan(0, buffer.Length), _position);
            for (var i = 0; i < buffer.Length; i++)
            {
                buffer[i] = samples[i] / 32768f;
            }
        }
        catch (Exception fault)
        {
            Fault = fault;
            throw;
        }
        finally
        {
            ArrayPool<short>.Shared.Return(samples);
        }

        Volatile.Write(ref _position, _position + buffer.Length);
        _recording.TellRead();
    }
}
