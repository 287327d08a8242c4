using System.Buffers;
using System.Runtime.InteropServices;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Storage;
using LiveCaptions.Server.Storage.Recordings;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions.Sound;

/// <summary>
/// The sound of a session as one WAV file, 16 kHz, mono, int16, which is nowhere on disk: its tracks, each from where it begins, added up
/// as they are read. It has the length that they have when it is opened, so that a session which is still recorded can be heard, too.
/// </summary>
internal sealed class SessionSound : Stream
{
    private const int Block = 16 * 1024;

    private readonly IReadOnlyList<Track> _tracks;
    private readonly byte[] _header = new byte[WavHeader.Size];
    private long _position;

    private SessionSound(IReadOnlyList<Track> tracks)
    {
        _tracks = tracks;
        Samples = tracks.Max(track => track.Offset + track.Samples);
        WavHeader.Write(_header, channels: 1, AudioFormat.SampleRate, Samples * sizeof(short));
    }

    public long Samples { get; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => WavHeader.Size + (Samples * sizeof(short));

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <returns>Null where there is no recording, or no more.</returns>
    public static SessionSound? Open(IRecordingStore recordings, IReadOnlyList<TrackRow> rows)
    {
        var tracks = new List<Track>();
        foreach (var row in rows)
        {
            if (recordings.Find(row.RecordingPath) is { } file)
            {
                tracks.Add(new Track(file, row.Offset, file.Length));
            }
        }

        return tracks.Count > 0 ? new SessionSound(tracks) : null;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_position < WavHeader.Size)
        {
            var head = _header.AsSpan((int)_position);
            var count = Math.Min(head.Length, buffer.Length);
            head[..count].CopyTo(buffer);
            _position += count;
            return count;
        }

        // From the sample that the position is in, which may be its second byte.
        var (first, inside) = Math.DivRem(_position - WavHeader.Size, sizeof(short));
        var samples = ArrayPool<short>.Shared.Rent(Block);
        try
        {
            var read = ReadSamples(samples.AsSpan(0, Math.Min(Block, (buffer.Length / sizeof(short)) + 1)), first);
            var bytes = MemoryMarshal.AsBytes(samples.AsSpan(0, read));
            bytes = bytes[Math.Min((int)inside, bytes.Length)..];
            bytes = bytes[..Math.Min(bytes.Length, buffer.Length)];
            bytes.CopyTo(buffer);
            _position += bytes.Length;
            return bytes.Length;
        }
        finally
        {
            ArrayPool<short>.Shared.Return(samples);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<int>(cancellationToken)
            : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Samples of all tracks together; what is louder than the loudest is cut off.</summary>
    /// <returns>How many there are.</returns>
    public int ReadSamples(Span<short> samples, long from)
    {
        var count = (int)Math.Clamp(Samples - from, 0, samples.Length);
        samples = samples[..count];
        samples.Clear();
        foreach (var track in _tracks)
        {
            track.AddTo(samples, from);
        }

        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var track in _tracks)
            {
                track.File.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    /// <param name="Offset">Where it begins in the session, in samples.</param>
    private sealed record Track(IRecordingFile File, long Offset, long Samples)
    {
        public void AddTo(Span<short> mix, long from)
        {
            var start = Math.Max(from, Offset);
            var count = Math.Min(from + mix.Length, Offset + Samples) - start;
            if (count <= 0)
            {
                return;
            }

            var own = ArrayPool<short>.Shared.Rent((int)count);
            try
            {
                var read = File.Read(own.AsSpan(0, (int)count), start - Offset);
                var at = (int)(start - from);
                for (var i = 0; i < read; i++)
                {
                    mix[at + i] = (short)Math.Clamp(mix[at + i] + own[i], short.MinValue, short.MaxValue);
                }
            }
            finally
            {
                ArrayPool<short>.Shared.Return(own);
            }
        }
    }
}
