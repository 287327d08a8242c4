using System.Buffers;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Media.Tests.Rtmp;

/// <summary>
/// Gives bytes to a <see cref="ChunkReader"/> in pieces, as a connection does: what is left over comes again with the next.
/// </summary>
internal sealed class ChunkFeed(ChunkReader reader)
{
    private byte[] _rest = [];

    public List<(RtmpMessageType Type, uint StreamId, uint Timestamp, string Payload)> Messages { get; } = [];

    public static ChunkFeed Of(params ReadOnlySpan<byte[]> pieces)
    {
        var feed = new ChunkFeed(new ChunkReader { MaxMessageSize = 100_000 });
        foreach (var piece in pieces)
        {
            feed.Add(piece);
        }

        return feed;
    }

    public void Add(byte[] piece)
    {
        var input = Sequence(_rest, piece);
        while (reader.TryRead(ref input, out var message))
        {
            Messages.Add((message.Type, message.StreamId, message.Timestamp, Convert.ToHexString(message.Payload.Span)));
        }

        _rest = input.ToArray();
    }

    // Two segments, so that nothing counts on one.
    private static ReadOnlySequence<byte> Sequence(byte[] first, byte[] second)
    {
        var start = new Segment(first, 0);
        var end = new Segment(second, first.Length);
        start.SetNext(end);
        return new ReadOnlySequence<byte>(start, 0, end, second.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(byte[] bytes, long before) => (Memory, RunningIndex) = (bytes, before);

        public void SetNext(Segment next) => Next = next;
    }
}
