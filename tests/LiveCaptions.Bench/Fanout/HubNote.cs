using System.Globalization;
using System.Runtime.InteropServices;
using MessagePack;

namespace LiveCaptions.Bench.Fanout;

/// <summary>What a viewer has to know of a message of the hub, read without building the rest of it.</summary>
/// <param name="Name">The event's, such as <c>cue</c>; <see cref="Answer"/> and <see cref="Refusal"/> for what became of a call; empty for
/// a ping.</param>
/// <param name="Seq">Of a cue.</param>
/// <param name="IsFinal">Of a cue.</param>
/// <param name="CreatedAt">When the server made the cue.</param>
/// <param name="IsOver">Whether it says that the session is over.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HubNote(string Name, long Seq, bool IsFinal, DateTimeOffset CreatedAt, bool IsOver)
{
    public const string Answer = "answer";
    public const string Refusal = "refusal";

    private const int Invocation = 1;
    private const int Completion = 3;
    private const int ErrorResult = 1;

    /// <param name="frame">One MessagePack message of SignalR, without its length in front.</param>
    public static HubNote Read(ReadOnlyMemory<byte> frame)
    {
        var reader = new MessagePackReader(frame);
        reader.ReadArrayHeader();
        switch (reader.ReadInt32())
        {
            case Completion:
                reader.Skip(); // headers
                reader.Skip(); // which call
                return new HubNote(reader.ReadInt32() == ErrorResult ? Refusal : Answer, 0, false, default, false);
            case Invocation:
                reader.Skip();
                reader.Skip();
                var name = reader.ReadString()!;
                return reader.ReadArrayHeader() > 0 ? ReadPayload(name, ref reader) : new HubNote(name, 0, false, default, false);
            default:
                return new HubNote("", 0, false, default, false);
        }
    }

    /// <summary>Takes the messages out of what came: each has its length in front, in seven bits a byte.</summary>
    /// <returns>Bytes that are done with; the rest is the beginning of a message.</returns>
    public static int Split(ReadOnlyMemory<byte> received, List<ReadOnlyMemory<byte>> frames)
    {
        var done = 0;
        while (true)
        {
            var (length, at, shift) = (0, done, 0);
            do
            {
                if (at == received.Length)
                {
                    return done;
                }

                length |= (received.Span[at] & 0x7f) << shift;
                shift += 7;
            }
            while ((received.Span[at++] & 0x80) != 0);
            if (at + length > received.Length)
            {
                return done;
            }

            frames.Add(received.Slice(at, length));
            done = at + length;
        }
    }

    private static HubNote ReadPayload(string name, ref MessagePackReader reader)
    {
        var (seq, isFinal, createdAt, isOver) = (0L, false, default(DateTimeOffset), false);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
        {
            switch (reader.ReadString())
            {
                case "seq":
                    seq = reader.ReadInt64();
                    break;
                case "kind":
                    isFinal = reader.ReadString() == "final";
                    break;
                case "createdAt":
                    createdAt = DateTimeOffset.Parse(reader.ReadString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
                    break;
                case "state":
                    isOver = reader.ReadString() is "finished" or "failed";
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new HubNote(name, seq, isFinal, createdAt, isOver);
    }
}
