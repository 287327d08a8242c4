using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Outgoing;

/// <summary>A part of a body: leaves out what is before it, ends behind it, and refuses to be longer than is good for us.</summary>
/// <param name="skip">Bytes before it.</param>
/// <param name="length">Null is all the rest.</param>
/// <param name="most">Bytes that are taken at most.</param>
internal sealed class BodyPart(Stream body, long skip, long? length, long most) : Stream
{
    private long _skip = skip;
    private long _left = Math.Min(length ?? long.MaxValue, most);
    private readonly bool _isCut = length is null || length > most;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_skip > 0)
        {
            var skipped = await body.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _skip)], cancellationToken);
            _skip = skipped > 0 ? _skip - skipped : throw new MediaReadException("What was asked for ends early.");
        }

        if (_left == 0)
        {
            return _isCut && await body.ReadAsync(buffer, cancellationToken) > 0
                ? throw new MediaReadException("A part of the stream is too long.")
                : 0;
        }

        var count = await body.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            body.Dispose();
        }

        base.Dispose(disposing);
    }
}
