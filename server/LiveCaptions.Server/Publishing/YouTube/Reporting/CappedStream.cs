namespace LiveCaptions.Server.Publishing.YouTube.Reporting;

/// <summary>Takes so many bytes and no more.</summary>
internal sealed class CappedStream(int most) : MemoryStream
{
    /// <exception cref="InvalidDataException">It is full.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Require(count);
        base.Write(buffer, offset, count);
    }

    /// <exception cref="InvalidDataException">It is full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Require(buffer.Length);
        base.Write(buffer);
    }

    private void Require(int count)
    {
        if (Position + count > most)
        {
            throw new InvalidDataException($"There are more than {most} bytes.");
        }
    }
}
