using System.Buffers.Binary;

namespace LiveCaptions.Media.Codecs;

/// <summary>
/// Reads a WAV file's chunks up to its samples, from bytes that may come in any pieces; holds a few bytes and no chunk.
/// RIFF and RF64; int16, int24, float32, A-law and µ-law samples, plain or as WAVE_FORMAT_EXTENSIBLE; other chunks are passed over.
/// </summary>
public sealed class WavHeaderParser
{
    private const int ChunkHeaderSize = 8;
    private const int FormatChunkSize = 16;
    private const int ExtensibleChunkSize = 40;
    private const ushort PcmTag = 1;
    private const ushort FloatTag = 3;
    private const ushort ALawTag = 6;
    private const ushort MuLawTag = 7;
    private const ushort ExtensibleTag = 0xFFFE;

    private readonly byte[] _pending = new byte[ExtensibleChunkSize];
    private int _pendingLength;
    private int _wanted = 12;
    private long _skip;
    private Step _step = Step.Riff;
    private uint _chunkLength;
    private PcmFormat? _format;

    private enum Step
    {
        Riff,
        ChunkHeader,
        FormatChunk,
        Done,
    }

    /// <summary>Set once <see cref="TryParse"/> has returned true.</summary>
    public WavHeader? Header { get; private set; }

    /// <summary>Takes bytes off the front of <paramref name="bytes"/> until the samples begin.</summary>
    /// <returns>True when what is left of <paramref name="bytes"/> are samples; false when more bytes are
    /// needed (all were taken).</returns>
    /// <exception cref="WavFormatException">No WAV file, or samples of a kind that is not read.</exception>
    public bool TryParse(ref ReadOnlySpan<byte> bytes)
    {
        while (_step != Step.Done)
        {
            if (!TrySkip(ref bytes) || !TryCollect(ref bytes))
            {
                return false;
            }

            Take(_pending.AsSpan(0, _wanted));
            _pendingLength = 0;
        }

        return true;
    }

    private bool TrySkip(ref ReadOnlySpan<byte> bytes)
    {
        var skipped = (int)Math.Min(_skip, bytes.Length);
        bytes = bytes[skipped..];
        _skip -= skipped;
        return _skip == 0;
    }

    private bool TryCollect(ref ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(_wanted - _pendingLength, bytes.Length);
        bytes[..taken].CopyTo(_pending.AsSpan(_pendingLength));
        bytes = bytes[taken..];
        _pendingLength += taken;
        return _pendingLength == _wanted;
    }

    private void Take(ReadOnlySpan<byte> piece)
    {
        switch (_step)
        {
            case Step.Riff:
                TakeRiff(piece);
                break;
            case Step.ChunkHeader:
                TakeChunkHeader(piece);
                break;
            default:
                TakeFormat(piece);
                break;
        }
    }

    private void TakeRiff(ReadOnlySpan<byte> piece)
    {
        if (!(piece.StartsWith("RIFF"u8) || piece.StartsWith("RF64"u8)) || !piece.EndsWith("WAVE"u8))
        {
            throw new WavFormatException("Not a WAV file: it does not begin with RIFF … WAVE.");
        }

        Expect(Step.ChunkHeader, ChunkHeaderSize);
    }

    private void TakeChunkHeader(ReadOnlySpan<byte> piece)
    {
        _chunkLength = BinaryPrimitives.ReadUInt32LittleEndian(piece[4..]);
        if (piece.StartsWith("fmt "u8))
        {
            if (_chunkLength < FormatChunkSize)
            {
                throw new WavFormatException($"The fmt chunk has {_chunkLength} bytes, at least {FormatChunkSize} are needed.");
            }

            Expect(Step.FormatChunk, (int)Math.Min(_chunkLength, ExtensibleChunkSize));
        }
        else if (piece.StartsWith("data"u8))
        {
            var format = _format ?? throw new WavFormatException("The samples come before the fmt chunk.");
            Header = new WavHeader(format, _chunkLength is 0 or WavHeader.UnknownLength ? null : _chunkLength);
            _step = Step.Done;
        }
        else
        {
            _skip = Padded(_chunkLength);
        }
    }

    private void TakeFormat(ReadOnlySpan<byte> piece)
    {
        var tag = BinaryPrimitives.ReadUInt16LittleEndian(piece);
        if (tag == ExtensibleTag && piece.Length == ExtensibleChunkSize)
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(piece[24..]); // the sub-format GUID begins with the old tag
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(piece[2..]);
        var sampleRate = BinaryPrimitives.ReadUInt32LittleEndian(piece[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(piece[14..]);
        try
        {
            _format = new PcmFormat(EncodingOf(tag, bits), channels, (int)Math.Min(sampleRate, int.MaxValue));
        }
        catch (PcmFormatException e)
        {
            throw new WavFormatException(e.Message);
        }

        _skip = Padded(_chunkLength) - piece.Length;
        Expect(Step.ChunkHeader, ChunkHeaderSize);
    }

    private static PcmEncoding EncodingOf(ushort tag, ushort bits) => (tag, bits) switch
    {
        (PcmTag, 16) => PcmEncoding.S16Le,
        (PcmTag, 24) => PcmEncoding.S24Le,
        (FloatTag, 32) => PcmEncoding.F32Le,
        (ALawTag, 8) => PcmEncoding.ALaw,
        (MuLawTag, 8) => PcmEncoding.MuLaw,
        _ => throw new WavFormatException($"WAV samples of kind {tag} with {bits} bits are not read."),
    };

    private void Expect(Step step, int bytes)
    {
        _step = step;
        _wanted = bytes;
    }

    // Chunks are padded to an even length.
    private static long Padded(uint length) => length + (length & 1L);
}
