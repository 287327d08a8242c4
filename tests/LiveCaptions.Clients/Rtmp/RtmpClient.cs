using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using LiveCaptions.Media.Rtmp;

namespace LiveCaptions.Clients.Rtmp;

/// <summary>An RTMP publisher: shakes hands, connects, publishes, sends, says goodbye.</summary>
public sealed class RtmpClient : IDisposable
{
    private const int CommandChunks = 3;
    private const int AudioChunks = 4;
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly PipeReader _input;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _payload = new();
    private readonly ChunkReader _reader = new();
    private readonly ChunkWriter _writer = new();
    private double _transaction;

    private RtmpClient(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _input = PipeReader.Create(_stream);
    }

    /// <summary>What the message stream is called.</summary>
    public uint StreamId { get; private set; }

    /// <summary>Messages that came, and were not asked for by name.</summary>
    public List<RtmpMessageType> Heard { get; } = [];

    /// <summary>Connects and publishes.</summary>
    /// <param name="address">As in a session's <c>ingest.rtmp</c>.</param>
    /// <exception cref="RtmpRefusedException">The server refuses.</exception>
    public static async Task<RtmpClient> PublishAsync(Uri address, CancellationToken cancellationToken)
    {
        var client = await ConnectAsync(address, cancellationToken);
        try
        {
            await client.ShakeHandsAsync(cancellationToken);
            await client.BeginAsync(address, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Connects, and says nothing yet.</summary>
    public static async Task<RtmpClient> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        return new RtmpClient(socket);
    }

    public async Task ShakeHandsAsync(CancellationToken cancellationToken)
    {
        RtmpHandshake.WriteHello(_output);
        await FlushAsync(cancellationToken);
        await ReadAsync((ref ReadOnlySequence<byte> input) => RtmpHandshake.TryAnswerServer(ref input, _output), cancellationToken);
        await ReadAsync((ref ReadOnlySequence<byte> input) => RtmpHandshake.TryTakeEcho(ref input), cancellationToken);
        await FlushAsync(cancellationToken);
    }

    /// <summary>The commands from <c>connect</c> to <c>publish</c>.</summary>
    /// <exception cref="RtmpRefusedException">The server refuses.</exception>
    public async Task BeginAsync(Uri address, CancellationToken cancellationToken)
    {
        var (app, name) = (address.Segments[1].Trim('/'), address.PathAndQuery[(address.Segments[1].Length + 1)..]);
        Command("connect", amf =>
            amf.StartObject().Property("app").String(app).Property("tcUrl").String($"rtmp://{address.Authority}/{app}").EndObject());
        await ResultAsync(cancellationToken);
        Command("releaseStream", amf => amf.Null().String(name));
        await ResultAsync(cancellationToken);
        Command("FCPublish", amf => amf.Null().String(name));
        await ResultAsync(cancellationToken);
        Command("createStream", amf => amf.Null());
        StreamId = (uint)(await ResultAsync(cancellationToken)).Number!.Value;
        Command("publish", amf => amf.Null().String(name).String("live"), StreamId);
        var code = await StatusAsync(cancellationToken);
        if (code != "NetStream.Publish.Start")
        {
            throw new RtmpRefusedException(code);
        }
    }

    /// <summary>Writes a command; it goes with the next flush.</summary>
    public void Command(string name, Action<Amf0Writer> arguments, uint streamId = 0)
    {
        _payload.ResetWrittenCount();
        arguments(new Amf0Writer(_payload).String(name).Number(++_transaction));
        Write(RtmpMessageType.Amf0Command, _payload.WrittenMemory, timestamp: 0, streamId, CommandChunks);
    }

    public ValueTask SendAudioAsync(uint timestamp, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(RtmpMessageType.Audio, body, timestamp, cancellationToken);

    public ValueTask SendAsync(RtmpMessageType type, ReadOnlyMemory<byte> body, uint timestamp, CancellationToken cancellationToken)
    {
        Write(type, body, timestamp, StreamId, AudioChunks);
        return FlushAsync(cancellationToken);
    }

    /// <summary>Writes anything.</summary>
    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(bytes, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>Says that this was all, and waits for the server to close.</summary>
    public async Task UnpublishAsync(CancellationToken cancellationToken)
    {
        Command("FCUnpublish", amf => amf.Null());
        Command("deleteStream", amf => amf.Null().Number(StreamId));
        await FlushAsync(cancellationToken);
        await UntilClosedAsync(cancellationToken);
    }

    /// <returns>The code of the next <c>onStatus</c>.</returns>
    public async Task<string> StatusAsync(CancellationToken cancellationToken)
    {
        RtmpMessage message;
        do
        {
            message = await NextAsync(cancellationToken) ?? throw new EndOfStreamException("The server closed the connection.");
        }
        while (message.Type != RtmpMessageType.Amf0Command || RtmpCommand.Parse(message.Payload.Span).Name is not "onStatus");
        return CodeIn(message.Payload.Span);
    }

    /// <summary>Reads until the server closes.</summary>
    public async Task UntilClosedAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await NextAsync(cancellationToken) is not null)
            {
            }
        }
        catch (IOException)
        {
            // So, too.
        }
    }

    /// <returns>The next message; null when the server has closed.</returns>
    public async Task<RtmpMessage?> NextAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        RtmpMessage message = default;
        var isThere = await ReadAsync((ref ReadOnlySequence<byte> input) => _reader.TryRead(ref input, out message), cancellationToken);
        if (isThere)
        {
            Heard.Add(message.Type);
        }

        return isThere ? message : null;
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>Breaks the connection off, as a crash does.</summary>
    public void Abort()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Dispose();
    }

    private void Write(RtmpMessageType type, ReadOnlyMemory<byte> body, uint timestamp, uint streamId, int chunkStreamId) =>
        _writer.Write(_output, chunkStreamId, new RtmpMessage(type, streamId, timestamp, body));

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_output.WrittenCount > 0)
        {
            await _stream.WriteAsync(_output.WrittenMemory, cancellationToken);
            _output.ResetWrittenCount();
        }
    }

    private async Task<RtmpCommand> ResultAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await NextAsync(cancellationToken) ?? throw new EndOfStreamException("The server closed the connection.");
            if (message.Type != RtmpMessageType.Amf0Command)
            {
                continue;
            }

            var command = RtmpCommand.Parse(message.Payload.Span);
            if (command.Name == "_error")
            {
                throw new RtmpRefusedException(CodeIn(message.Payload.Span));
            }

            if (command.Name == "_result" && command.TransactionId == _transaction)
            {
                return command;
            }
        }
    }

    // The first object of an answer that has a code.
    private static string CodeIn(ReadOnlySpan<byte> payload)
    {
        var reader = new Amf0Reader(payload);
        while (reader.NextType != Amf0Type.Object)
        {
            reader.Skip();
        }

        reader.ReadObjectStart();
        while (reader.TryReadProperty(out var name))
        {
            if (name.SequenceEqual("code"u8))
            {
                return reader.ReadString();
            }

            reader.Skip();
        }

        return "";
    }

    private async Task<bool> ReadAsync(TryTake take, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _input.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var taken = take(ref buffer);
            _input.AdvanceTo(buffer.Start, taken ? buffer.Start : buffer.End);
            if (taken || read.IsCompleted)
            {
                return taken;
            }
        }
    }

    private delegate bool TryTake(ref ReadOnlySequence<byte> input);
}
