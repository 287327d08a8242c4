namespace LiveCaptions.Server.Outgoing;

/// <summary>
/// A connection whose far end may answer <c>ICY 200 OK</c>, as old SHOUTcast servers do: read as the HTTP/1.0 that it is otherwise.
/// </summary>
internal sealed class IcyStream(Stream connection) : Stream
{
    private ReadOnlyMemory<byte> _first;
    private bool _hasBegun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || (_hasBegun && _first.IsEmpty))
        {
            return await connection.ReadAsync(buffer, cancellationToken);
        }

        if (!_hasBegun)
        {
            _first = await BeginAsync(cancellationToken);
            _hasBegun = true;
        }

        var count = Math.Min(buffer.Length, _first.Length);
        _first[..count].CopyTo(buffer);
        _first = _first[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.WriteAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override void Flush() => connection.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<ReadOnlyMemory<byte>> BeginAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[4];
        var count = await connection.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes.AsSpan(0, count).SequenceEqual("ICY "u8) ? "HTTP/1.0 "u8.ToArray() : bytes.AsMemory(0, count);
    }
}
