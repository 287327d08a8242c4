using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using MessagePack;

namespace LiveCaptions.Bench.Fanout;

/// <summary>
/// A viewer of one session by SignalR (WebSocket, MessagePack), with so little around it that thousands fit into a process.
/// </summary>
internal sealed class FanoutViewer(ViewerNotes notes, TimeProvider time) : IDisposable
{
    private const int FirstBufferSize = 4 * 1024;

    private static readonly byte[] Handshake = Encoding.UTF8.GetBytes("{\"protocol\":\"messagepack\",\"version\":1}\u001e");

    // A length of 2, an array of one number: 6.
    private static readonly byte[] Ping = [2, 0x91, 6];

    private readonly ClientWebSocket _socket = new();
    private readonly List<ReadOnlyMemory<byte>> _frames = [];
    private readonly List<long> _finals = [];
    private byte[] _buffer = new byte[FirstBufferSize];
    private int _length;
    private volatile bool _isIn;

    /// <summary>Seqs of the finals in the order in which they came.</summary>
    public IReadOnlyList<long> Finals => _finals;

    /// <summary>Whether it was told that the session is over; false for one that was cut off before.</summary>
    public bool SawEnd { get; private set; }

    /// <returns>False where the server refuses it.</returns>
    public async Task<bool> ConnectAsync(Uri hub, string session, HttpMessageInvoker invoker, CancellationToken cancellationToken)
    {
        _socket.Options.KeepAliveInterval = TimeSpan.Zero;
        try
        {
            await _socket.ConnectAsync(hub, invoker, cancellationToken);
            await _socket.SendAsync(Handshake, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            await ReceiveAsync(cancellationToken);
            _length = 0; // the answer to the handshake, which is no MessagePack
            await _socket.SendAsync(WatchCall(session), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            while (await ReceiveAsync(cancellationToken))
            {
                if (TakeNotes().Find(note => note.Name is HubNote.Answer or HubNote.Refusal) is { Name: not null } answer)
                {
                    return _isIn = answer.Name == HubNote.Answer;
                }
            }

            return false;
        }
        catch (WebSocketException)
        {
            return false;
        }
    }

    /// <summary>Notes what comes until the session is over or the connection is lost.</summary>
    public async Task WatchAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!SawEnd && await ReceiveAsync(cancellationToken))
            {
                var at = time.GetUtcNow();
                foreach (var note in TakeNotes())
                {
                    Take(note, at);
                }
            }
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException)
        {
            // It did not see the end, which says it.
        }
    }

    /// <summary>The server cuts off who says nothing for half a minute.</summary>
    public async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_isIn && _socket.State == WebSocketState.Open)
            {
                await _socket.SendAsync(Ping, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
            }
        }
        catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Watching notices.
        }
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] WatchCall(string session)
    {
        var body = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(body);
        writer.WriteArrayHeader(5);
        writer.Write(1);
        writer.WriteMapHeader(0);
        writer.Write("1");
        writer.Write("Watch");
        writer.WriteArrayHeader(1);
        writer.Write(session);
        writer.Flush();
        return [checked((byte)body.WrittenCount), .. body.WrittenSpan]; // far below the 127 of one byte of length
    }

    private void Take(HubNote note, DateTimeOffset at)
    {
        if (note.Name == "cue")
        {
            notes.Add(note.Seq, (at - note.CreatedAt).TotalMilliseconds);
            if (note.IsFinal)
            {
                _finals.Add(note.Seq);
            }
        }

        SawEnd |= note is { Name: "session", IsOver: true };
    }

    private List<HubNote> TakeNotes()
    {
        _frames.Clear();
        var done = HubNote.Split(_buffer.AsMemory(0, _length), _frames);
        var read = _frames.ConvertAll(HubNote.Read);
        _buffer.AsSpan(done, _length - done).CopyTo(_buffer);
        _length -= done;
        return read;
    }

    /// <returns>False where the server has closed.</returns>
    private async Task<bool> ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_length == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        var result = await _socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
        _length += result.Count;
        return result.MessageType != WebSocketMessageType.Close;
    }
}
