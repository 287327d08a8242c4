namespace LiveCaptions.Media.Codecs.Recordings;

/// <summary>Bytes that came and are not read yet. What is not wanted is dropped as it comes.</summary>
internal sealed class PendingBytes
{
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private long _skip;

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start.._end);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start.._end);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var skipped = (int)Math.Min(_skip, bytes.Length);
        _skip -= skipped;
        bytes = bytes[skipped..];
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_buffer.Length - _end < bytes.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _end + bytes.Length));
        }

        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Those bytes are read, or not wanted, whether they are here or still to come.</summary>
    public void Advance(long count)
    {
        var here = (int)Math.Min(count, _end - _start);
        _start += here;
        _skip = count - here;
    }
}
