using System.Buffers.Binary;

namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>
/// WebM and Matroska (RFC 9559) with Opus, as it is made: segments and clusters may be of unknown size, and are entered; of all else only
/// what says which blocks are sound, and when, is looked into. A header begins another recording, wherever it comes.
/// </summary>
public sealed class WebmReader : IRecordingReader
{
    /// <summary>Elements that are longer hold no sound: an Opus packet has 60 KB at most.</summary>
    private const int MaxElement = 256 * 1024;

    private const int MaxDocType = 16;
    private const double Milliseconds = 1e-6;
    private const ulong DefaultScale = 1_000_000;
    private const ulong MaxScale = 1_000_000_000;

    private readonly PendingBytes _bytes = new();
    private readonly Queue<RecordedPacket> _packets = [];
    private MatroskaTracks? _tracks;
    private ulong _scale = DefaultScale;
    private ulong _cluster;
    private bool _hasHeader;
    private bool _starts;

    public int PreSkip => _tracks?.PreSkip ?? 0;

    public bool HasOtherTracks => _tracks?.HasOthers ?? false;

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.Append(bytes);

    public bool TryRead(out RecordedPacket packet)
    {
        while (!_packets.TryDequeue(out packet))
        {
            if (!TryTakeElement())
            {
                return false;
            }
        }

        return true;
    }

    private bool TryTakeElement()
    {
        var bytes = _bytes.Span;
        if (!Ebml.TryReadHeader(bytes, out var id, out var size, out var length))
        {
            return false;
        }

        if (!_hasHeader && id != MatroskaId.Header)
        {
            throw RecordingException.Broken("it does not begin with a header, as the first data of a MediaRecorder does");
        }

        if (id is MatroskaId.Segment or MatroskaId.Cluster)
        {
            _bytes.Advance(length);
            return true;
        }

        if (size is null)
        {
            throw RecordingException.Broken("an element of unknown size is none that may be");
        }

        if (size > MaxElement || !IsRead(id))
        {
            _bytes.Advance(length + size.Value);
            return true;
        }

        if (bytes.Length - length < size)
        {
            return false;
        }

        Take(id, _bytes.Memory.Slice(length, (int)size));
        _bytes.Advance(length + size.Value);
        return true;
    }

    private static bool IsRead(uint id) =>
        id is MatroskaId.Header or MatroskaId.Info or MatroskaId.Tracks
            or MatroskaId.Timestamp or MatroskaId.SimpleBlock or MatroskaId.BlockGroup;

    private void Take(uint id, ReadOnlyMemory<byte> data)
    {
        switch (id)
        {
            case MatroskaId.Header:
                Begin(data.Span);
                break;
            case MatroskaId.Info:
                _scale = Math.Clamp(
                    Find(data.Span, MatroskaId.TimestampScale) is { Length: > 0 } scale ? Ebml.Unsigned(scale) : DefaultScale, 1, MaxScale);
                break;
            case MatroskaId.Tracks:
                _tracks = MatroskaTracks.Read(data.Span);
                break;
            case MatroskaId.Timestamp:
                _cluster = Ebml.Unsigned(data.Span);
                break;
            case MatroskaId.SimpleBlock:
                TakeBlock(data);
                break;
            default:
                TakeGroup(data);
                break;
        }
    }

    private void Begin(ReadOnlySpan<byte> header)
    {
        var type = Find(header, MatroskaId.DocType);
        if (type.Length > MaxDocType || !(type.SequenceEqual("webm"u8) || type.SequenceEqual("matroska"u8)))
        {
            throw RecordingException.Broken("it is neither WebM nor Matroska");
        }

        (_hasHeader, _starts, _tracks, _scale, _cluster) = (true, true, null, DefaultScale, 0);
    }

    /// <returns>The data of the master's first child of an id; empty where there is none.</returns>
    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> master, uint wanted)
    {
        var rest = master;
        while (Ebml.TryReadChild(ref rest, out var id, out var data))
        {
            if (id == wanted)
            {
                return master[^(rest.Length + data.Length)..^rest.Length];
            }
        }

        return default;
    }

    private void TakeGroup(ReadOnlyMemory<byte> group)
    {
        if (Find(group.Span, MatroskaId.Block) is { IsEmpty: false } block)
        {
            group.Span.Overlaps(block, out var at);
            TakeBlock(group.Slice(at, block.Length));
        }
    }

    // The track's number, two bytes of time since the cluster's, a byte of flags, frames.
    private void TakeBlock(ReadOnlyMemory<byte> block)
    {
        const int TimeAndFlags = 3;
        if (_tracks is null)
        {
            throw RecordingException.Broken("blocks come before it says what they are");
        }

        if (!Ebml.TryReadNumber(block.Span, sizeof(ulong), keepsMark: false, out var track, out var length)
            || block.Length < length + TimeAndFlags)
        {
            throw RecordingException.Broken("a block ends amid its header");
        }

        if (track != _tracks.Number)
        {
            return;
        }

        var time = BinaryPrimitives.ReadInt16BigEndian(block.Span[length..]);
        var lacing = (block.Span[length + 2] >> 1) & 3;
        var frames = block[(length + TimeAndFlags)..];
        var sizes = MatroskaLacing.Read(lacing, ref frames);
        var milliseconds = Math.Min(((double)_cluster + time) * _scale * Milliseconds, long.MaxValue / 2);
        foreach (var size in sizes)
        {
            AddPacket(frames[..size], (long)milliseconds);
            milliseconds += OpusPacket.Samples(frames[..size].Span) / 48.0;
            frames = frames[size..];
        }
    }

    private void AddPacket(ReadOnlyMemory<byte> data, long milliseconds)
    {
        if (!data.IsEmpty)
        {
            _packets.Enqueue(new RecordedPacket(data, milliseconds, _starts));
            _starts = false;
        }
    }
}
