using System.Buffers.Binary;

namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>
/// Ogg with Opus (RFC 3533, RFC 7845), as it is made. A page that begins a stream begins another recording, wherever it comes; checksums
/// are not looked at, as nothing is lost on the way.
/// </summary>
public sealed class OggReader : IRecordingReader
{
    private const int HeaderSize = 27;
    private const int SegmentBytes = 255;
    private const byte Continued = 1;
    private const byte Begins = 2;
    private const int SamplesPerMillisecond = 48;

    /// <summary>An Opus packet has 60 KB at most; tags, which may have pictures, are passed over.</summary>
    private const int MaxPacket = 64 * 1024;

    private readonly PendingBytes _bytes = new();
    private readonly Queue<RecordedPacket> _packets = [];
    private readonly List<byte> _partial = [];
    private readonly List<(byte[] Packet, long Position)> _page = [];
    private uint? _stream;
    private int _headers;
    private bool _starts;
    private bool _isTooLong;
    private long _position;

    public int PreSkip { get; private set; }

    public bool HasOtherTracks { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.Append(bytes);

    public bool TryRead(out RecordedPacket packet)
    {
        while (!_packets.TryDequeue(out packet))
        {
            if (!TryTakePage())
            {
                return false;
            }
        }

        return true;
    }

    private bool TryTakePage()
    {
        var bytes = _bytes.Span;
        if (bytes.Length < HeaderSize || bytes.Length < HeaderSize + bytes[HeaderSize - 1])
        {
            return false;
        }

        if (!bytes.StartsWith("OggS"u8))
        {
            throw RecordingException.Broken("there is no page where one has to be");
        }

        var segments = bytes.Slice(HeaderSize, bytes[HeaderSize - 1]);
        var length = 0;
        foreach (var segment in segments)
        {
            length += segment;
        }

        if (bytes.Length < HeaderSize + segments.Length + length)
        {
            return false;
        }

        TakePage(_bytes.Memory[..(HeaderSize + segments.Length + length)], segments.Length);
        _bytes.Advance(HeaderSize + segments.Length + length);
        return true;
    }

    private void TakePage(ReadOnlyMemory<byte> page, int segments)
    {
        var (flags, serial) = (page.Span[5], BinaryPrimitives.ReadUInt32LittleEndian(page.Span[14..]));
        var data = page[(HeaderSize + segments)..];
        if ((flags & Begins) != 0)
        {
            Begin(serial, data.Span);
        }

        if (_stream is null && (flags & Begins) == 0)
        {
            throw new RecordingException(
                RecordingException.NoOpus, "The recording has no Opus: ask MediaRecorder for audio/ogg;codecs=opus.");
        }

        if (serial != _stream)
        {
            return;
        }

        if ((flags & Continued) == 0)
        {
            _partial.Clear();
            _isTooLong = false;
        }

        TakePackets(page.Slice(HeaderSize, segments).Span, data);
        Place(BinaryPrimitives.ReadInt64LittleEndian(page.Span[6..]));
    }

    private void Begin(uint serial, ReadOnlySpan<byte> data)
    {
        const int PreSkipAt = 10, HeadSize = 19;
        if (data.Length < HeadSize || !data.StartsWith("OpusHead"u8))
        {
            HasOtherTracks = true;
            return;
        }

        (_stream, _headers, _starts, _position) = (serial, 0, true, 0);
        PreSkip = BinaryPrimitives.ReadUInt16LittleEndian(data[PreSkipAt..]);
    }

    private void TakePackets(ReadOnlySpan<byte> segments, ReadOnlyMemory<byte> data)
    {
        foreach (var segment in segments)
        {
            _isTooLong |= _partial.Count > MaxPacket;
            if (!_isTooLong)
            {
                _partial.AddRange(data.Span[..segment]);
            }

            data = data[segment..];
            if (segment < SegmentBytes)
            {
                TakePacket();
            }
        }
    }

    // The first two of a stream are its headers.
    private void TakePacket()
    {
        if (++_headers > 2 && !_isTooLong && _partial.Count > 0)
        {
            byte[] packet = [.. _partial];
            _page.Add((packet, _position));
            _position += OpusPacket.Samples(packet);
        }

        _partial.Clear();
        _isTooLong = false;
    }

    /// <summary>
    /// A page says at which sample its last packet ends: where that is later than its packets make it, something was left out before them.
    /// </summary>
    private void Place(long end)
    {
        var gap = _page.Count > 0 ? Math.Max(0, end - _position) : 0;
        _position += gap;
        foreach (var (packet, position) in _page)
        {
            _packets.Enqueue(new RecordedPacket(packet, (position + gap) / SamplesPerMillisecond, _starts));
            _starts = false;
        }

        _page.Clear();
    }
}
