using System.Buffers;
using System.Buffers.Binary;
using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Fuzz;

public static partial class FuzzTargets
{
    /// <summary>What comes behind the handshake, in two pieces. What is read must be read again when we write it.</summary>
    private static void RtmpChunks(byte[] input)
    {
        try
        {
            var (reader, writer, copy) = (new ChunkReader(), new ChunkWriter(), new ChunkReader());
            var written = new ArrayBufferWriter<byte>();
            var first = new ReadOnlySequence<byte>(input, 0, input.Length / 2);
            Read(ref first);
            var rest = new ReadOnlySequence<byte>(
                input, (int)(input.Length / 2 - first.Length), (int)(input.Length - (input.Length / 2) + first.Length));
            Read(ref rest);

            void Read(ref ReadOnlySequence<byte> bytes)
            {
                while (reader.TryRead(ref bytes, out var message))
                {
                    Require(message.Payload.Length <= reader.MaxMessageSize);
                    written.ResetWrittenCount();
                    writer.Write(written, chunkStreamId: 400, message);
                    var again = new ReadOnlySequence<byte>(written.WrittenMemory);
                    Require(copy.TryRead(ref again, out var read) && again.IsEmpty);
                    Require((read.Type, read.StreamId, read.Timestamp) == (message.Type, message.StreamId, message.Timestamp)
                        && read.Payload.Span.SequenceEqual(message.Payload.Span));
                }
            }
        }
        catch (RtmpProtocolException)
        {
            // The documented refusal.
        }
    }

    /// <summary>A command, and the same bytes as values that nobody wants.</summary>
    private static void Amf0(byte[] input)
    {
        try
        {
            RtmpCommand.Parse(input);
        }
        catch (RtmpProtocolException)
        {
            // The documented refusal.
        }

        try
        {
            var reader = new Amf0Reader(input);
            while (!reader.IsAtEnd)
            {
                reader.Skip();
            }
        }
        catch (RtmpProtocolException)
        {
            // The documented refusal.
        }
    }

    /// <summary>Audio messages, each behind six bytes: seconds since the one before, its length, its timestamp.</summary>
    private static void Flv(byte[] input)
    {
        var timeline = new TimestampLine();
        var flv = new ArrayBufferWriter<byte>();
        var (now, last, tags) = (TimeSpan.Zero, 0L, 0);
        for (var rest = input.AsMemory(); rest.Length >= 6; tags++)
        {
            now += TimeSpan.FromSeconds(rest.Span[0]);
            var body = rest.Slice(6, Math.Min(rest.Span[1], rest.Length - 6));
            var position = timeline.Next(BinaryPrimitives.ReadUInt32BigEndian(rest.Span[2..]), now);
            rest = rest[(6 + body.Length)..];
            Require(position >= last && position <= now.TotalMilliseconds + 60_000 + (tags * 500));
            last = position;
            if (FlvAudioTag.TryParse(body, out var tag))
            {
                Require(tag.Data.Length <= body.Length);
                FlvWriter.WriteAudio(flv, (uint)position, [0xAF, 1], tag.Data.Span);
            }
        }
    }
}
