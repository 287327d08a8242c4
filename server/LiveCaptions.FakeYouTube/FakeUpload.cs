namespace LiveCaptions.FakeYouTube;

/// <summary>An upload that was begun: its bytes come in any number of pieces.</summary>
internal sealed class FakeUpload(DateTimeOffset until, Func<byte[], FakeAnswer> complete)
{
    private readonly MemoryStream _received = new();

    public DateTimeOffset Until => until;

    /// <summary>What the whole was answered with; null before it is whole.</summary>
    public FakeAnswer? Done { get; private set; }

    public long Received => _received.Length;

    /// <param name="from">Where the piece belongs.</param>
    /// <param name="total">Of the whole; null where the piece is not the last.</param>
    /// <returns>The answer to the whole, or 308 with what is here.</returns>
    public FakeAnswer Add(long from, ReadOnlySpan<byte> piece, long? total)
    {
        if (Done is null && from <= Received && from + piece.Length > Received)
        {
            _received.Write(piece[(int)(Received - from)..]);
        }

        if (Done is null && Received == total)
        {
            Done = complete(_received.ToArray());
        }

        return Done ?? new FakeAnswer(308) { Headers = Received > 0 ? [("Range", $"bytes=0-{Received - 1}")] : [] };
    }
}
