using System.Buffers;
using System.Buffers.Binary;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>What the server says, as messages; the caller flushes.</summary>
internal sealed class RtmpReplies(IBufferWriter<byte> output)
{
    /// <summary>Bytes that either side may send without hearing that they came.</summary>
    public const int Window = 2_500_000;

    private const int ControlChunks = 2;
    private const int CommandChunks = 3;
    private const int ChunkSize = 4_096;
    private const int PingResponse = 7;
    private readonly ChunkWriter _chunks = new();
    private readonly ArrayBufferWriter<byte> _payload = new();

    /// <summary>To <c>connect</c>: the limits, then its result.</summary>
    public void Connected(double transaction)
    {
        Control(RtmpMessageType.WindowAcknowledgementSize, Window);
        const byte Dynamic = 2;
        Span<byte> bandwidth = stackalloc byte[5];
        BinaryPrimitives.WriteInt32BigEndian(bandwidth, Window);
        bandwidth[4] = Dynamic;
        Control(RtmpMessageType.SetPeerBandwidth, bandwidth);
        Control(RtmpMessageType.SetChunkSize, ChunkSize);
        _chunks.ChunkSize = ChunkSize;
        Begin("_result", transaction)
            .StartObject().Property("fmsVer").String("FMS/3,0,1,123").Property("capabilities").Number(31).EndObject()
            .StartObject()
            .Property("level").String("status").Property("code").String("NetConnection.Connect.Success")
            .Property("description").String("Connection succeeded.").Property("objectEncoding").Number(0)
            .EndObject();
        Send(streamId: 0);
    }

    /// <summary>To <c>connect</c>: not this application.</summary>
    public void Rejected(double transaction, string description)
    {
        Status(Begin("_error", transaction).Null(), "error", "NetConnection.Connect.InvalidApp", description);
        Send(streamId: 0);
    }

    /// <summary>To <c>createStream</c>.</summary>
    public void Created(double transaction, uint streamId)
    {
        Begin("_result", transaction).Null().Number(streamId);
        Send(streamId: 0);
    }

    /// <summary>To commands that only want to hear that they were heard.</summary>
    public void Done(double transaction)
    {
        Begin("_result", transaction).Null().Null();
        Send(streamId: 0);
    }

    /// <summary>To commands that are not known.</summary>
    public void Failed(double transaction)
    {
        Status(Begin("_error", transaction).Null(), "error", "NetConnection.Call.Failed", "This server only takes streams.");
        Send(streamId: 0);
    }

    /// <summary>How it is with a stream.</summary>
    public void Status(uint streamId, string level, string code, string description)
    {
        Status(Begin("onStatus", transaction: 0).Null(), level, code, description);
        Send(streamId);
    }

    /// <summary>So many bytes came in all, modulo 2³².</summary>
    public void Acknowledge(uint received) => Control(RtmpMessageType.Acknowledgement, (int)received);

    /// <summary>To a ping.</summary>
    /// <param name="data">What it carried.</param>
    public void Pong(ReadOnlySpan<byte> data)
    {
        Span<byte> response = stackalloc byte[6];
        BinaryPrimitives.WriteInt16BigEndian(response, PingResponse);
        data[..4].CopyTo(response[2..]);
        Control(RtmpMessageType.UserControl, response);
    }

    private Amf0Writer Begin(string command, double transaction)
    {
        _payload.ResetWrittenCount();
        return new Amf0Writer(_payload).String(command).Number(transaction);
    }

    private static void Status(Amf0Writer writer, string level, string code, string description) => writer
        .StartObject().Property("level").String(level).Property("code").String(code)
        .Property("description").String(description).EndObject();

    private void Send(uint streamId) =>
        _chunks.Write(output, CommandChunks, new RtmpMessage(RtmpMessageType.Amf0Command, streamId, Timestamp: 0, _payload.WrittenMemory));

    private void Control(RtmpMessageType type, int value)
    {
        Span<byte> payload = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, value);
        Control(type, payload);
    }

    private void Control(RtmpMessageType type, ReadOnlySpan<byte> payload)
    {
        _payload.ResetWrittenCount();
        _payload.Write(payload);
        _chunks.Write(output, ControlChunks, new RtmpMessage(type, StreamId: 0, Timestamp: 0, _payload.WrittenMemory));
    }
}
