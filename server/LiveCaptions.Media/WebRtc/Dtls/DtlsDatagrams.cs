using Org.BouncyCastle.Tls;

namespace LiveCaptions.Media.WebRtc.Dtls;

/// <summary>
/// One connection's DTLS datagrams between the socket and BouncyCastle, which blocks for the next one: a bounded queue in, a call out.
/// While it waits for the network, its turn to compute is somebody else's.
/// </summary>
/// <param name="send">Called on the handshake's thread, later on the caller's of <see cref="DtlsTransport.Pump"/>.</param>
/// <param name="turns">Who may compute during the handshake.</param>
internal sealed class DtlsDatagrams(DatagramSend send, SemaphoreSlim turns) : DatagramTransport, IDisposable
{
    /// <summary>Flights have a handful of datagrams; what does not fit is lost as on the network, and sent again.</summary>
    private const int Capacity = 32;

    private const int ReceiveLimit = 2_048;

    /// <summary>Fits through every tunnel that is in use.</summary>
    private const int SendLimit = 1_200;

    private readonly object _lock = new();
    private readonly Queue<byte[]> _arrived = new();
    private SemaphoreSlim? _turns = turns;
    private bool _closed;

    /// <summary>Whether there is something to receive.</summary>
    public bool HasSome
    {
        get
        {
            lock (_lock)
            {
                return _arrived.Count > 0;
            }
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    /// <summary>Takes a datagram from the network; drops it when it is broken, or the queue is full.</summary>
    public void Add(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length > ReceiveLimit || !DtlsRecords.AreWhole(datagram))
        {
            return;
        }

        lock (_lock)
        {
            if (_arrived.Count < Capacity && !_closed)
            {
                _arrived.Enqueue(datagram.ToArray());
                Monitor.Pulse(_lock);
            }
        }
    }

    public int GetReceiveLimit() => ReceiveLimit;

    public int GetSendLimit() => SendLimit;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    /// <returns>Bytes of the datagram; -1 when none came in time.</returns>
    /// <exception cref="IOException">The connection was closed meanwhile.</exception>
    public int Receive(Span<byte> buffer, int waitMillis)
    {
        if (HasSome || _turns is not { } turn)
        {
            return Take(buffer, waitMillis);
        }

        turn.Release();
        try
        {
            return Take(buffer, waitMillis);
        }
        finally
        {
            turn.Wait();
        }
    }

    public void Send(byte[] buf, int off, int len) => send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer) => send(buffer);

    /// <summary>The handshake is over: who receives from now on has no turn to give away, and waits for nobody's.</summary>
    public void LeaveTurns() => _turns = null;

    /// <summary>Wakes whoever waits.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _arrived.Clear();
            Monitor.PulseAll(_lock);
        }
    }

    public void Dispose() => Close();

    private int Take(Span<byte> buffer, int waitMillis)
    {
        lock (_lock)
        {
            if (_arrived.Count == 0 && !_closed)
            {
                Monitor.Wait(_lock, waitMillis);
            }

            if (_closed)
            {
                throw new IOException("The connection was closed.");
            }

            if (!_arrived.TryDequeue(out var datagram))
            {
                return -1;
            }

            var length = Math.Min(datagram.Length, buffer.Length);
            datagram.AsSpan(0, length).CopyTo(buffer);
            return length;
        }
    }
}
