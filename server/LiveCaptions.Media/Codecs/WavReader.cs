using System.Buffers;
using System.Globalization;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Pulls a WAV file's samples as int16 16 kHz mono, whatever it holds (see <see cref="WavHeaderParser"/>).
/// A file that ends early gives the whole frames it has.
/// </summary>
public sealed class WavReader : IMediaReader
{
    private const int BlockBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly PcmDecoder _decoder;
    private readonly int _bytesPerFrame;
    private readonly byte[] _bytes = new byte[BlockBytes];
    private readonly ArrayBufferWriter<short> _decoded = new(BlockBytes / 2);
    private int _taken;
    private int _carried;
    private long _left;
    private bool _ended;
    private bool _isShort;

    private WavReader(Stream stream, WavHeader header, int? channel)
    {
        _stream = stream;
        Header = header;
        _bytesPerFrame = header.Format.BytesPerFrame;
        _decoder = new PcmDecoder(header.Format.Encoding, header.Format.Channels, header.Format.SampleRate, channel);
        _left = header.DataBytes ?? long.MaxValue;
    }

    public WavHeader Header { get; }

    /// <summary>Reads the header. The reader owns the stream from here on.</summary>
    /// <param name="channel">The one channel to take, from 0; null averages all.</param>
    /// <exception cref="WavFormatException">No WAV file, or one of a kind that is not read, or whose samples are something else;
    /// the stream is closed.</exception>
    public static async Task<WavReader> OpenAsync(Stream stream, CancellationToken cancellationToken, int? channel = null)
    {
        try
        {
            return await ReadHeaderAsync(stream, channel, cancellationToken);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public TimeSpan? Duration => Length is { } bytes
        ? TimeSpan.FromSeconds(bytes / _bytesPerFrame / (double)Header.Format.SampleRate)
        : null;

    /// <inheritdoc/>
    public IReadOnlyList<AudioNotice> Notices => [.. _decoder.Notices, .. CutShort()];

    private long? Length => Header.DataBytes ?? (_stream.CanSeek ? _stream.Length - WavHeader.Size : null);

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<short> buffer, CancellationToken cancellationToken)
    {
        while (_taken == _decoded.WrittenCount && !_ended)
        {
            await DecodeNextAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _decoded.WrittenCount - _taken);
        _decoded.WrittenMemory.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async Task<WavReader> ReadHeaderAsync(Stream stream, int? channel, CancellationToken cancellationToken)
    {
        var parser = new WavHeaderParser();
        var block = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(block, cancellationToken);
            if (read == 0)
            {
                throw new WavFormatException("The WAV file ends before its samples.");
            }

            if (TryFinish(parser, block.AsSpan(0, read), out var rest))
            {
                var reader = new WavReader(stream, parser.Header!, channel);
                reader.Carry(block.AsSpan(read - rest, rest));
                reader._carried += await stream.ReadAsync(reader._bytes.AsMemory(rest, BlockBytes / 2), cancellationToken);
                return CodedSound.IsIn(reader._bytes.AsSpan(0, reader._carried))
                    ? throw new WavFormatException("The samples of the WAV file are coded sound (DTS or AC-3).")
                    : reader;
            }
        }
    }

    private static bool TryFinish(WavHeaderParser parser, ReadOnlySpan<byte> bytes, out int rest)
    {
        var done = parser.TryParse(ref bytes);
        rest = bytes.Length;
        return done;
    }

    // What came with the header, or a frame cut in two, waits at the front of the block.
    private void Carry(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes);
        _carried = bytes.Length;
    }

    private async ValueTask DecodeNextAsync(CancellationToken cancellationToken)
    {
        _decoded.ResetWrittenCount();
        _taken = 0;
        var read = await _stream.ReadAsync(_bytes.AsMemory(_carried), cancellationToken);
        var available = (int)Math.Min(_carried + read, _left);
        var whole = available - (available % _bytesPerFrame);
        _decoder.Decode(_bytes.AsSpan(0, whole), _decoded);
        _left -= whole;
        _ended = read == 0 || _left < _bytesPerFrame;
        _isShort = _ended && Header.DataBytes is not null && _left >= _bytesPerFrame;
        if (_ended)
        {
            _decoder.Flush(_decoded);
            return;
        }

        Carry(_bytes.AsSpan(whole, available - whole));
    }

    private IEnumerable<AudioNotice> CutShort()
    {
        if (_isShort)
        {
            var missing = _left / _bytesPerFrame / (double)Header.Format.SampleRate;
            yield return new AudioNotice(
                "cutShort", string.Create(CultureInfo.InvariantCulture, $"The file ends {missing:0.#} s before its header says it does."))
            {
                LostSamples = (long)(missing * PcmDecoder.OutputSampleRate),
            };
        }
    }
}
